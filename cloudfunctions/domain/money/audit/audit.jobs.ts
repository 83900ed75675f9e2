import type { Job } from '../../../platform/jobs'
import { auditBooks } from './audit.service'

export const jobs: readonly Job[] = [
  { name: 'audit.books', everyMinutes: 5, run: (ctx, until) => auditBooks(ctx, until) },
]
