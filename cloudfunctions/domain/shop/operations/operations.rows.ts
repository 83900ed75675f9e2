export const rows = {
  'merchant/operations.parked': { input: () => ({}), by: 'merchant' },
  'merchant/operations.retry': {
    input: (w: { paidOrderId: string }) => ({ kind: 'orders', documentId: w.paidOrderId }),
    required: ['kind', 'documentId'],
    by: 'merchant',
  },
} as const
