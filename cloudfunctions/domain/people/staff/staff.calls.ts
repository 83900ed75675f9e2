import type { Handlers } from '../../../platform/door'
import { claimOwnership } from './claim.service'

export const storefront = {
  'staff.claim': claimOwnership,
} satisfies Partial<Handlers<'storefront'>>
