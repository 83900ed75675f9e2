import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/member.enter': { input: (w) => ({ scene: w.shareCode }) },
} satisfies Rows
