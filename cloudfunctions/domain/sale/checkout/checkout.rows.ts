import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/order.quote': {
    input: (w) => ({
      lines: [{ productId: w.productId, skuId: w.skuId, quantity: 1 }],
      addressId: w.addressId,
    }),
    required: ['lines'],
    foreign: true,
  },
  'storefront/order.place': {
    input: (w) => ({
      token: 'walk-0123456789abcdef',
      lines: [{ productId: w.productId, skuId: w.skuId, quantity: 1 }],
      addressId: w.addressId,
      remark: '',
      expectedPayFen: w.priceFen,
      fromCart: false,
    }),
    required: ['token', 'lines', 'addressId', 'expectedPayFen'],
    mayAnswer: ['PRICE_CHANGED'],
  },
} satisfies Rows
