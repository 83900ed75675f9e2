import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/policy.get': { input: () => ({}), by: 'merchant' },
  'merchant/policy.versions': { input: () => ({}), by: 'merchant' },
  'merchant/policy.save': {
    input: (w) => ({
      version: w.policy.version,
      commission: w.policy.commission,
      binding: w.policy.binding,
    }),
    required: ['version', 'commission', 'binding'],
    by: 'merchant',
  },
} satisfies Rows
