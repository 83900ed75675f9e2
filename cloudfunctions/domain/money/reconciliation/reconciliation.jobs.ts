import type { Job } from '../../../platform/jobs'
import { reconcileBills } from './run.service'

export const jobs: readonly Job[] = [{ name: 'reconciliation.bills', everyMinutes: 5, run: reconcileBills }]
