import type { Handlers } from '../../../platform/door'
import { listPeople, listTrail } from './trail.service'

export const merchant = {
  'trail.list': listTrail,
  'trail.people': listPeople,
} satisfies Partial<Handlers<'merchant'>>
