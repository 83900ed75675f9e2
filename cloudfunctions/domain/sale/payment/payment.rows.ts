import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/payment.prepare': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/payment.sync': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/payment.close': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
} satisfies Rows
