export interface Params {
  /** `1`: opened by setting the shop up, which goes on afterwards. */
  setup?: string
}
