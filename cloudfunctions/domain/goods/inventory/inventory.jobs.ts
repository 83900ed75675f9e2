import type { Job } from '../../../platform/jobs'
import { sweepOrphanHolds } from './hold.service'

/** Longer than any function runs, so that no hold is swept whose order is just being placed. */
const ORPHAN_AFTER_MS = 10 * 60_000

export const jobs: readonly Job[] = [
  {
    name: 'inventory.sweep',
    everyMinutes: 5,
    run: (ctx, until) => sweepOrphanHolds(ctx, ORPHAN_AFTER_MS, until),
  },
]
