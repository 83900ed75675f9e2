import type { EffectTable } from '../../../platform/owed'
import type { OrderEffect } from '../../sale/order'
import type { CommissionDoc } from './commission.model'
import { accrueCommission, bookOwed, reverseCommission, scheduleRelease } from './commission.service'

export const orderEffects = {
  'commission.accrue': {
    after: ['paid'],
    atOnce: true,
    run: async (ctx, order) => {
      await accrueCommission(ctx, order)
      return 'done'
    },
  },
  'commission.schedule': {
    after: ['received'],
    run: async (ctx, order) => {
      await scheduleRelease(ctx, order)
      return 'done'
    },
  },
  'commission.reverse': {
    after: ['refunding'],
    keyed: true,
    run: async (ctx, order, refundNo) => {
      const refund = order.refunds[refundNo]
      if (refund) await reverseCommission(ctx, order, refund)
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>

/** What a commission owes itself: the entry of each reversal in the ledger. */
export const commissionEffects: EffectTable<CommissionDoc> = {
  'ledger.reverse': { run: bookOwed },
}
