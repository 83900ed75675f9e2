export interface Params {
  productId: string
  /** The share code (分享场景值) of a card or a mini code. */
  scene?: string
}
