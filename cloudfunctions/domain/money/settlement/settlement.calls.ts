import type { Handlers } from '../../../platform/door'
import { statementsOf } from './statements.service'

export const distributor = {
  'settlement.statements': statementsOf,
} satisfies Partial<Handlers<'distributor'>>
