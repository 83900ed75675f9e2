import type { Job } from '../../../platform/jobs'
import { runSettlement } from './settlement.service'

export const jobs: readonly Job[] = [{ name: 'settlement.run', everyMinutes: 5, run: runSettlement }]
