import type { TextLimit } from '../limits'

export const NICKNAME: TextLimit = { least: 1, most: 20 }

/** Of an address. */
export const RECEIVER: TextLimit = { least: 1, most: 20 }
/** Province, city, district. */
export const PLACE: TextLimit = { least: 1, most: 20 }
/** Street, building, door. */
export const STREET: TextLimit = { least: 2, most: 100 }
export const ADDRESS_LABEL: TextLimit = { least: 0, most: 6 }
