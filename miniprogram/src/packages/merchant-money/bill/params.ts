export interface Params {
  /** A business day, `2026-11-20`. */
  day: string
}
