import type { TextLimit } from '../limits'

/** What somebody on the staff notes of a difference that they dealt with. */
export const HANDLE_NOTE: TextLimit = { least: 2, most: 100 }
