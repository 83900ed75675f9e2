import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/courier.find': { input: () => ({ text: '德邦' }), by: 'merchant' },
} satisfies Rows
