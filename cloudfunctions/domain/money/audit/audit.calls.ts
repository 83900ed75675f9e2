import type { Handlers } from '../../../platform/door'
import { latestAudit } from './audit.service'

export const merchant = {
  'audit.latest': latestAudit,
} satisfies Partial<Handlers<'merchant'>>
