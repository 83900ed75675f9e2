import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/binding.customers': { input: () => ({}), by: 'distributor' },
} satisfies Rows
