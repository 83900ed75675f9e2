import type { Job } from '../../../platform/jobs'
import { isOwing, payOwing } from '../../../platform/owed'
import { commissionEffects } from './commission.service'
import { COMMISSIONS } from './commission.repo'

/** The most commissions that one run takes; what is left over comes with the next. */
const LIMIT = 200

export const jobs: readonly Job[] = [
  {
    name: 'commission.owed',
    // The order that was refunded owes it, too, and is followed every minute.
    everyMinutes: 5,
    looksFor: (ctx) => ({ collection: COMMISSIONS, where: isOwing(ctx) }),
    run: (ctx, until) => payOwing(ctx, COMMISSIONS, commissionEffects, { limit: LIMIT, until }),
  },
]
