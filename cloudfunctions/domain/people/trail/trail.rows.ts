import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/trail.list': { input: () => ({ kind: 'order' }), by: 'merchant' },
  'merchant/trail.people': { input: () => ({}), by: 'merchant' },
} satisfies Rows
