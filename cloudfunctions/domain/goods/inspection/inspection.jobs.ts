import type { Job } from '../../../platform/jobs'
import { askPictures } from './ask.service'

export const jobs: readonly Job[] = [
  // WeChat takes up to half an hour itself, so an idle minute does not look here.
  { name: 'inspection.ask', everyMinutes: 5, run: askPictures },
]
