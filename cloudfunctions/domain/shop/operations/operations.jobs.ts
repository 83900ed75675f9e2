import type { Job } from '../../../platform/jobs'
import { askTrade } from './trade.service'

export const jobs: readonly Job[] = [
  // Somebody opens it once, and WeChat may close it: once a day is soon enough, and a retry asks at once.
  { name: 'operations.trade', everyMinutes: 1_440, run: (ctx) => askTrade(ctx) },
]
