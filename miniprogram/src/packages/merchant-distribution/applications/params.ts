export interface Params {
  /** A tab; who waits for an answer without one. */
  state?: string
}
