import type { TextLimit } from '../limits'

export const REMARK: TextLimit = { least: 0, most: 100 }
/** The most lines of one order. */
export const LINES_MOST = 30
/** What a client may say that its buyer has seen: lines, gifts among them, and offers. */
export const SEEN_LINES_MOST = 100
export const SEEN_OFFERS_MOST = 300
