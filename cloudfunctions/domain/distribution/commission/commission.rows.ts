import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/commission.list': { input: () => ({ state: 'all' }), by: 'distributor' },
  'distributor/commission.get': {
    input: (w) => ({ commissionId: w.commissionId }),
    required: ['commissionId'],
    by: 'distributor',
    foreign: true,
  },
} satisfies Rows
