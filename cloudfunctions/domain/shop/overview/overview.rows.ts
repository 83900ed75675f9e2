import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/overview.get': { input: () => ({}), by: 'merchant' },
} satisfies Rows
