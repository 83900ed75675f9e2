import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/fulfilment.receive': {
    input: (w) => ({ orderId: w.shippedOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'merchant/fulfilment.list': { input: () => ({ tab: 'all' }), by: 'merchant' },
  'merchant/fulfilment.get': {
    input: (w) => ({ orderId: w.paidOrderId }),
    required: ['orderId'],
    by: 'merchant',
  },
  'merchant/fulfilment.ship': {
    input: (w) => ({ orderId: w.paidOrderId, courier: 'SF', waybill: 'SF1388004217765' }),
    required: ['orderId', 'courier', 'waybill'],
    by: 'merchant',
  },
} satisfies Rows
