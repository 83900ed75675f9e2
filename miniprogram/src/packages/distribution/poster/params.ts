/** Without a product the list's first is taken. */
export interface Params {
  productId?: string
}
