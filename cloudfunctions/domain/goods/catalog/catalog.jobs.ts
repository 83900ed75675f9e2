import type { Job } from '../../../platform/jobs'
import { foldStock } from './fold.service'

export const jobs: readonly Job[] = [{ name: 'catalog.stock', run: foldStock }]
