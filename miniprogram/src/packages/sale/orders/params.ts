export interface Params {
  /** A tab; all orders without one. */
  state?: string
}
