import type { ProductCard, ProductDetail } from '@shared/contract/catalog/schema'
import { priceOfPiece, type PricingFacts, type Step } from '@shared/rules/pricing'
import type { CardDoc, ProductDoc, SkuDoc } from './product.model'

/** The SKU whose price stands on the card: the cheapest, the first one of equals. */
function cheapest<S extends { priceFen: number }>(skus: readonly S[]): S | undefined {
  return skus.reduce<S | undefined>(
    (best, sku) => (best === undefined || sku.priceFen < best.priceFen ? sku : best),
    undefined,
  )
}

/** The lowest price of SKUs, fen. */
export function lowestPrice(skus: readonly { priceFen: number }[]): number {
  return cheapest(skus)?.priceFen ?? 0
}

/** What decides what a piece costs before there is an order. */
export interface Shelf {
  readonly facts: PricingFacts
  readonly steps: readonly Step[]
}

interface Piece {
  readonly skuId: string
  readonly priceFen: number
  readonly listPriceFen: number
}

/** What a piece costs now, and the price that is struck out beside it; 0 when none is higher. */
function pricesOf<S extends Piece>(productId: string, sku: S, { facts, steps }: Shelf): S {
  const { skuId, priceFen } = sku
  const { fen } = priceOfPiece({ productId, skuId, priceFen }, facts, steps)
  const before = Math.max(sku.listPriceFen, priceFen)
  return { ...sku, priceFen: fen, listPriceFen: before > fen ? before : 0 }
}

export function toCard(product: CardDoc | ProductDoc, shelf: Shelf): ProductCard {
  const sku = cheapest(product.skus.map((one: Piece) => pricesOf(product._id, one, shelf)))
  return {
    productId: product._id,
    name: product.name,
    sellingPoint: product.sellingPoint,
    picture: product.pictures[0] ?? '',
    priceFen: sku?.priceFen ?? product.priceFen,
    listPriceFen: sku?.listPriceFen ?? 0,
    ...(product.tag && { tag: product.tag }),
    salesCount: product.salesCount,
    soldOut: product.soldOut,
    ...(product.skus.length === 1 && sku && { onlySkuId: sku.skuId }),
  }
}

export function toDetail(
  product: ProductDoc,
  available: ReadonlyMap<string, number>,
  shelf: Shelf,
): ProductDetail {
  return {
    productId: product._id,
    name: product.name,
    sellingPoint: product.sellingPoint,
    pictures: product.pictures,
    ...(product.tag && { tag: product.tag }),
    specs: product.specs,
    skus: product.skus
      .map((one) => pricesOf(product._id, one, shelf))
      .map((sku) => ({
        skuId: sku.skuId,
        values: sku.values,
        priceFen: sku.priceFen,
        listPriceFen: sku.listPriceFen,
        ...(sku.picture && { picture: sku.picture }),
        ...(sku.limitPerMember && { limitPerMember: sku.limitPerMember }),
        available: Math.max(0, available.get(sku.skuId) ?? 0),
      })),
    salesCount: product.salesCount,
    origin: product.origin,
    attributes: product.attributes,
    detail: product.detail,
    listed: product.listed,
  }
}

/** A SKU in words: 125g · 罐装. */
export function specTextOf(sku: Pick<SkuDoc, 'values'>): string {
  return sku.values.join(' · ')
}

export function skuOf(product: ProductDoc, skuId: string): SkuDoc | undefined {
  return product.skus.find((sku) => sku.skuId === skuId)
}
