import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/cart.get': { input: () => ({}) },
  'storefront/cart.add': {
    input: (w) => ({ productId: w.productId, skuId: w.skuId, quantity: 1, token: 'walk-0123456789abcdef' }),
    required: ['productId', 'skuId', 'quantity'],
  },
  'storefront/cart.setQuantity': {
    input: (w) => ({ skuId: w.skuId, quantity: 2 }),
    required: ['skuId', 'quantity'],
    foreign: true,
  },
  'storefront/cart.remove': { input: (w) => ({ skuIds: [w.skuId] }), required: ['skuIds'] },
} satisfies Rows
