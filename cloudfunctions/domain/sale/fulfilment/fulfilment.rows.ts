import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/fulfilment.receive': {
    input: (w) => ({ orderId: w.shippedOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/fulfilment.syncReceipt': {
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
  'merchant/fulfilment.reveal': {
    input: (w) => ({ orderId: w.paidOrderId }),
    required: ['orderId'],
    by: 'merchant',
  },
  'merchant/fulfilment.ship': {
    input: (w) => ({ orderId: w.paidOrderId, courier: 'SF', waybill: 'SF1388004217765' }),
    required: ['orderId'],
    by: 'merchant',
  },
  'merchant/fulfilment.correct': {
    input: (w) => ({
      orderId: w.sentOrderId,
      parcelId: w.sentParcelId,
      courier: 'ZTO',
      waybill: '75312345678901',
    }),
    required: ['orderId', 'parcelId'],
    by: 'merchant',
  },
} satisfies Rows
