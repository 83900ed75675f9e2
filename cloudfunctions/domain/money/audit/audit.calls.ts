import type { Handlers } from '../../../platform/door'
import { latestAudit } from './audit.repo'
import { toAudit } from './audit.view'

export const merchant = {
  'audit.latest': async (ctx) => {
    const latest = await latestAudit(ctx)
    return latest ? { latest: toAudit(latest) } : {}
  },
} satisfies Partial<Handlers<'merchant'>>
