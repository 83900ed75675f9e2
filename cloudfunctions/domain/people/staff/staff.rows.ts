import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/staff.claim': {
    input: () => ({ code: 'ABCD-EFGH-JKMN-PQRS' }),
    required: ['code'],
    mayAnswer: ['OWNER_CODE_WRONG', 'OWNER_CODE_TRIES'],
  },
} satisfies Rows
