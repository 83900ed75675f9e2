export interface Params {
  /** The shop is being set up: saving leads on to the next step. */
  setup?: string
}
