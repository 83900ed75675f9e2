import type { TextLimit } from '../limits'

export const REMARK: TextLimit = { least: 0, most: 100 }
/** The most lines of one order. */
export const LINES_MOST = 30
