import type { Handlers } from '../../../platform/door'
import { findCouriers } from './courier.service'

export const merchant = {
  'courier.find': findCouriers,
} satisfies Partial<Handlers<'merchant'>>
