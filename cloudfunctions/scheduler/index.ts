import { jobs } from '../collected/jobs'
import { seams } from '../collected/seams'
import { timerFunction } from '../platform/compose'
import { runJobs } from './run'

/** Whatever follows from the time alone; see the timer in `cloudbaserc.json`. */
export const main = timerFunction('scheduler', seams, (ctx) => runJobs(ctx, jobs))
