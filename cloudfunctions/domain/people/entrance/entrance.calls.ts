import type { Handlers } from '../../../platform/door'
import { enter } from './enter.service'

export const storefront = {
  'member.enter': enter,
} satisfies Partial<Handlers<'storefront'>>
