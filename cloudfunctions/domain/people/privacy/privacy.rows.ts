import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/privacy.texts': { input: () => ({}) },
  'storefront/privacy.agree': { input: () => ({ version: 1 }), required: ['version'] },
  'storefront/privacy.export': { input: () => ({}) },
  // The buyer of the walk has orders under way.
  'storefront/privacy.erase': { input: () => ({}), mayAnswer: ['ERASE_ORDERS'] },
} satisfies Rows
