import type { Job } from '../../../platform/jobs'
import { writeTrails } from '../../../platform/trail'

export const jobs: readonly Job[] = [
  // What a call has written at once it only clears away; a row that a dying process left is there within a quarter of
  // an hour.
  { name: 'trail.write', everyMinutes: 15, run: writeTrails },
]
