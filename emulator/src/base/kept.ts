/** What a store held at a moment, kept in memory. */
export interface Kept {
  /** The same for the same content. */
  readonly digest: string
  /** Makes it all that there is, as often as it is called. */
  restore(): void
}
