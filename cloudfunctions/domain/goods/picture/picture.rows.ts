import type { Rows } from '../../../../tests/contract/row'
import { pngOf } from '../../../../tests/support/pictures'

export const rows = {
  'merchant/picture.upload': {
    input: () => ({ content: pngOf(120, 120).toString('base64') }),
    required: ['content'],
    by: 'merchant',
  },
} satisfies Rows
