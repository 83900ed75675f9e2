export interface Params {
  /** Which of the texts. */
  text: 'terms' | 'privacy'
}
