/** A picture as its bytes say it is, whatever it is called. */
export interface Seen {
  kind: 'jpg' | 'png' | 'webp'
  /** Pixels. */
  width: number
  height: number
  /** The picture, without what nobody needs to see it. */
  content: Buffer
}
