/** Collection `carts`, `_id` = openid. */
export interface CartDoc {
  _id: string
  /** What lies in the cart, by SKU id. */
  items: Record<string, CartItem>
  /** How many SKUs there are: the limit is decided in the update that adds one. */
  lines: number
  /** What was added last, as token, SKU and pieces: each once. */
  added?: string[]
}

export interface CartItem {
  productId: string
  quantity: number
  /** When the SKU came into the cart; the newest stands on top. */
  addedAt: number
  /** When its quantity last grew or was set. */
  changedAt: number
}
