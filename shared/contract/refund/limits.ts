import type { TextLimit } from '../limits'

export const REFUND_REASON: TextLimit = { least: 2, most: 80 }
