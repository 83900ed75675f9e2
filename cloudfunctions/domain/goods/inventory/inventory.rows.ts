import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/inventory.adjust': {
    input: (w) => ({
      skuId: w.skuId,
      token: 'walk-0123456789abcdef',
      begunAt: w.now,
      delta: 5,
      reason: '盘点',
    }),
    required: ['skuId', 'token', 'begunAt', 'delta', 'reason'],
    by: 'merchant',
  },
} satisfies Rows
