import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/setup.get': { input: () => ({}), by: 'merchant' },
  'merchant/setup.open': { input: () => ({}), by: 'merchant' },
} satisfies Rows
