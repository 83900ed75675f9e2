import type { Handlers } from '../../../platform/door'
import { centreOf } from './centre.service'

export const distributor = {
  'centre.get': centreOf,
} satisfies Partial<Handlers<'distributor'>>
