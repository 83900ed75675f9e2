import { timerFunction } from '../platform/compose'
import { runJobs } from './jobs'

/** Whatever follows from the time alone; see the timer in `cloudbaserc.json`. */
export const main = timerFunction('scheduler', (ctx) => runJobs(ctx))
