import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/settlement.statements': { input: () => ({}), by: 'distributor' },
} satisfies Rows
