import { withLine } from './draft'
import type { Step } from './types'

/** What was chosen, at the price of its SKU. */
export const step: Step = {
  name: 'list-price',
  slot: 'list',
  apply: (draft, { lines }) => lines.reduce(withLine, draft),
}
