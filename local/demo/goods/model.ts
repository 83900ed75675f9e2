/** A product of the demo shop. */
export interface DemoGoods {
  readonly id: string
  /** The first stands in lists; all are below `pictures/`. */
  readonly pictures: readonly [string, ...string[]]
  /** How many pieces go in a month of its season, beside those of the others. */
  readonly pull: number
  /** The months of its season; outside it sells less. Absent: all year. */
  readonly months?: readonly number[]
  /** False for what is in the books and not on sale. */
  readonly listed?: false
  readonly name: string
  readonly sellingPoint: string
  readonly tag?: string
  readonly categoryId: string
  readonly origin: string
  readonly specs: { name: string; values: string[] }[]
  readonly skus: readonly DemoSku[]
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly paragraphs: readonly string[]
}

export interface DemoSku {
  readonly skuId: string
  readonly values: string[]
  readonly priceFen: number
  readonly listPriceFen: number
  readonly costFen: number
  readonly available: number
  readonly sold: number
}

/** Price, struck-through price and cost in fen, then pieces that can be bought and pieces sold. */
export function sku(
  skuId: string,
  values: string[],
  [priceFen, listPriceFen, costFen]: readonly [number, number, number],
  [available, sold]: readonly [number, number],
): DemoSku {
  return { skuId, values, priceFen, listPriceFen, costFen, available, sold }
}
