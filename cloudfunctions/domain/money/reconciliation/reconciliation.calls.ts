import type { Handlers } from '../../../platform/door'
import { bookRefund, countOpen, handleDifference, listDifferences } from '../difference'
import { getDay, listDays, reconcileAgain } from './days.service'

export const merchant = {
  'reconciliation.days': listDays,
  'reconciliation.open': countOpen,
  'reconciliation.day': (ctx, { day }) => getDay(ctx, day),
  'reconciliation.differences': listDifferences,
  'reconciliation.handle': async (ctx, { differenceId, note }) => {
    await handleDifference(ctx, differenceId, note)
    return {}
  },
  'reconciliation.bookRefund': async (ctx, { differenceId }) => {
    await bookRefund(ctx, differenceId)
    return {}
  },
  'reconciliation.again': (ctx, { day }) => reconcileAgain(ctx, day),
} satisfies Partial<Handlers<'merchant'>>
