export interface Params {
  productId?: string
}
