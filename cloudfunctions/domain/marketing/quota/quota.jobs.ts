import type { Job } from '../../../platform/jobs'
import { sweepQuotas } from './sweep.service'

/** Longer than any function runs, so that no hold is swept whose order is just being placed. */
const ORPHAN_AFTER_MS = 10 * 60_000

export const jobs: readonly Job[] = [
  {
    name: 'quota.sweep',
    everyMinutes: 5,
    run: (ctx, until) => sweepQuotas(ctx, ORPHAN_AFTER_MS, until),
  },
]
