export interface Params {
  /** A tab; what waits to be shipped without one. */
  state?: string
}
