import type { Job } from '../../../platform/jobs'
import { foldStock } from './catalog.service'

export const jobs: readonly Job[] = [{ name: 'catalog.stock', run: foldStock }]
