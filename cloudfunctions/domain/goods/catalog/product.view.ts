import type { ProductCard, ProductDetail } from '@shared/contract/catalog/schema'
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

export function toCard(product: CardDoc | ProductDoc): ProductCard {
  const sku = cheapest<CardDoc['skus'][number]>(product.skus)
  return {
    productId: product._id,
    name: product.name,
    sellingPoint: product.sellingPoint,
    picture: product.pictures[0] ?? '',
    priceFen: sku?.priceFen ?? product.priceFen,
    listPriceFen: sku && sku.listPriceFen > sku.priceFen ? sku.listPriceFen : 0,
    ...(product.tag && { tag: product.tag }),
    salesCount: product.salesCount,
    soldOut: product.soldOut,
    ...(product.skus.length === 1 && sku && { onlySkuId: sku.skuId }),
  }
}

export function toDetail(product: ProductDoc, available: ReadonlyMap<string, number>): ProductDetail {
  return {
    productId: product._id,
    name: product.name,
    sellingPoint: product.sellingPoint,
    pictures: product.pictures,
    ...(product.tag && { tag: product.tag }),
    specs: product.specs,
    skus: product.skus.map((sku) => ({
      skuId: sku.skuId,
      values: sku.values,
      priceFen: sku.priceFen,
      listPriceFen: sku.listPriceFen > sku.priceFen ? sku.listPriceFen : 0,
      ...(sku.picture && { picture: sku.picture }),
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
