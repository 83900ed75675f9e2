/** Which demo shop is put in. */
export interface DemoProfile {
  /**
   * `full`: what `npm start` shows, with 90 days of history. `small`: what the shop began with and six weeks, which is
   * put in faster and does not change while stories about it are told: tests open it.
   */
  readonly size: 'small' | 'full'
  /** How many levels earn: one is what the law lets everybody do, three are for showing, signed by the owner. */
  readonly levels: 1 | 3
}

/** What stories and tests are told of. */
export const SMALL_DEMO: DemoProfile = { size: 'small', levels: 3 }
