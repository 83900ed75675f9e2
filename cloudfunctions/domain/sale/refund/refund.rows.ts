import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/refund.create': {
    input: (w) => ({ orderId: w.paidOrderId, reason: '买家不想要了', token: 'walk-0123456789abcdef' }),
    required: ['orderId', 'reason'],
    by: 'merchant',
  },
} satisfies Rows
