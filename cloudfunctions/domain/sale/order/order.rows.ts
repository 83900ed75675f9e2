import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/order.list': { input: () => ({ tab: 'all' }) },
  'storefront/order.get': {
    input: (w) => ({ orderId: w.paidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/order.counts': { input: () => ({}) },
} satisfies Rows
