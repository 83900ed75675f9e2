/** Collection `products`, `_id` = product id. Stock lives in documents of its own, see `inventory/`. */
export interface ProductDoc {
  _id: string
  /** Grows with each change by the merchant. */
  version: number
  name: string
  sellingPoint: string
  tag: string
  categoryId: string
  pictures: string[]
  specs: { name: string; values: string[] }[]
  skus: SkuDoc[]
  /** The lowest price of the SKUs, for sorting. */
  priceFen: number
  origin: string
  attributes: { name: string; value: string }[]
  detail: ({ text: string } | { picture: string })[]
  listed: boolean
  /** True while no SKU has stock; folded in after sales and stock changes, never trusted for selling. */
  soldOut: boolean
  /** Pieces sold; folded in after payment. */
  salesCount: number
  sort: number
  createdAt: number
}

export interface SkuDoc {
  skuId: string
  values: string[]
  priceFen: number
  listPriceFen: number
  costFen: number
  picture?: string
}
