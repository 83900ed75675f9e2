export interface Params {
  /** A tab; all deeds without one. */
  kind?: string
  /** Whose deeds; everybody's without one. */
  staffId?: string
}
