/** What a deed of the staff was about: by this the list is narrowed. */
export const TRAIL_KINDS = ['order', 'goods', 'money', 'people', 'rules', 'privacy'] as const
export type TrailKind = (typeof TRAIL_KINDS)[number]

/** What a value that was changed is counted in; a text when it is in none of them. */
export const TRAIL_UNITS = ['fen', 'bps', 'days', 'pieces'] as const
export type TrailUnit = (typeof TRAIL_UNITS)[number]
