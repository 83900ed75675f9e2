import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/sharing.products': { input: () => ({ keyword: '茶' }), by: 'distributor' },
  'distributor/sharing.earning': {
    input: (w) => ({ productId: w.productId }),
    required: ['productId'],
    by: 'distributor',
  },
  'distributor/sharing.create': { input: (w) => ({ productId: w.productId }), by: 'distributor' },
  'distributor/sharing.code': {
    input: (w) => ({ code: w.shareCode }),
    required: ['code'],
    by: 'distributor',
    foreign: true,
  },
} satisfies Rows
