import type { Handlers } from '../../../platform/door'
import { listParked, retryParked } from './operations.service'

export const merchant = {
  'operations.parked': listParked,
  'operations.retry': retryParked,
} satisfies Partial<Handlers<'merchant'>>
