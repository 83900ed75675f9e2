import type { TextLimit } from '../limits'

/** The most pieces that one adjustment adds or takes. */
export const ADJUSTED_MOST = 1_000_000
export const ADJUST_REASON: TextLimit = { least: 2, most: 60 }
