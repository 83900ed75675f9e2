import type { TextLimit } from '../limits'

export const REAL_NAME: TextLimit = { least: 2, most: 20 }
/** Where somebody wants to recommend the shop. */
export const CHANNEL: TextLimit = { least: 2, most: 100 }
export const REFUSE_REASON: TextLimit = { least: 2, most: 60 }
/** Why somebody is suspended or removed; the other reads it. */
export const STOP_REASON: TextLimit = { least: 2, most: 60 }
