import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/centre.get': { input: () => ({}), by: 'distributor' },
} satisfies Rows
