import type { Job } from '../../../platform/jobs'
import { letGo } from './retention.service'

/** Once in six hours: nothing is kept a day longer than said. */
export const jobs: readonly Job[] = [{ name: 'privacy.retention', everyMinutes: 360, run: letGo }]
