import type { TextLimit } from '../limits'

/** What a courier is searched by. */
export const COURIER_TEXT: TextLimit = { least: 0, most: 20 }
/** The name of one that WeChat does not know. */
export const COURIER_NAME: TextLimit = { least: 1, most: 20 }
/** An id of WeChat's directory of couriers. */
export const COURIER_ID = /^[0-9A-Za-z_()-]{1,64}$/
