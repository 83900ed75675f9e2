import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/operations.parked': { input: () => ({}), by: 'merchant' },
  'merchant/operations.retry': {
    input: (w) => ({ kind: 'orders', documentId: w.paidOrderId }),
    required: ['kind', 'documentId'],
    by: 'merchant',
  },
} satisfies Rows
