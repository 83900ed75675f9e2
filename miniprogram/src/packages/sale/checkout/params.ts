/** Without a SKU the chosen lines of the cart are bought. */
export interface Params {
  skuId?: string
  productId?: string
  quantity?: string
}
