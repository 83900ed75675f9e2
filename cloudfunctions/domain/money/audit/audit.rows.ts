import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/audit.latest': { input: () => ({}), by: 'merchant' },
} satisfies Rows
