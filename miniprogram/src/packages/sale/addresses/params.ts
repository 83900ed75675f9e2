export interface Params {
  /** `1`: choosing an address goes back to the page that asked. */
  pick?: string
  selected?: string
}
