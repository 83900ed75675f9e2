import type { Handlers } from '../../../platform/door'
import { getOverview } from './overview.service'

export const merchant = {
  'overview.get': getOverview,
} satisfies Partial<Handlers<'merchant'>>
