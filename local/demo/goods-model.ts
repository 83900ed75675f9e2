/** A product of the demo shop. */
export interface DemoGoods {
  readonly id: string
  readonly picture: string
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
