import type { Handlers } from '../../../platform/door'
import { customersOf } from './customers.service'

export const distributor = {
  'binding.customers': customersOf,
} satisfies Partial<Handlers<'distributor'>>
