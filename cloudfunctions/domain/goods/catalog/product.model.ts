import type { Trailed } from '../../../platform/trail'

/** Collection `products`, `_id` = product id. Stock lives in documents of its own, see `inventory/`. */
export interface ProductDoc extends Trailed {
  _id: string
  /** Grows with each change by the merchant. */
  version: number
  name: string
  sellingPoint: string
  /** Optional: who writes a product by hand leaves it out, or empty. */
  tag?: string | null
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
  /** True once it was listed: what never was is a draft, which buyers do not see. Never false again. */
  everListed: boolean
  /** What is searched in; follows from name, selling point and tag, see `searchTextOf`. */
  searchText: string
  /** True while no SKU has stock; folded in after sales and stock changes, never trusted for selling. */
  soldOut: boolean
  /** True while a SKU is at or below its safety stock; folded in like `soldOut`. */
  lowStock: boolean
  /** Pieces sold (and not taken back); folded in after sales. */
  salesCount: number
  /** The state of the stock documents (the sum of their `rev`) that the folded fields were reckoned from. */
  stockRev: number
  sort: number
  createdAt: number
}

export interface SkuDoc {
  skuId: string
  values: string[]
  priceFen: number
  listPriceFen: number
  costFen: number
  picture?: string | null
  /** How many pieces one member may buy in all (限购); no limit when absent. */
  limitPerMember?: number | null
  /** Over how many stock documents this SKU spreads; one when absent. A hot SKU sells faster from several. */
  shards?: number
}

/** What a card shows; the cost stays in the database. */
export const CARD_FIELDS = [
  'name',
  'sellingPoint',
  'tag',
  'categoryId',
  'pictures',
  'skus.skuId',
  'skus.priceFen',
  'skus.listPriceFen',
  'priceFen',
  'soldOut',
  'salesCount',
  'listed',
  'sort',
  'createdAt',
] as const

export type CardDoc = Pick<ProductDoc, '_id' | Exclude<(typeof CARD_FIELDS)[number], `skus.${string}`>> & {
  skus: Pick<ProductDoc['skus'][number], 'skuId' | 'priceFen' | 'listPriceFen'>[]
}
