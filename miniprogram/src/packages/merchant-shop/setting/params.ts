export interface Params {
  group?: string
  /** The shop is being set up: saving leads on to the next step. */
  setup?: string
}
