import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { priceOrder, type PricedOrder, type PricingFacts, type Step } from '@shared/rules/pricing'
import { isPublic, skuOf, specTextOf, type ProductDoc, type SkuDoc } from '../../goods/catalog'
import { quotaIdOf, type QuotaNeed } from '../../marketing/quota'
import type { SettingsDoc } from '../../shop/settings'
import type { ChainLink, OrderLineDoc } from '../order'

export type LineInput = ParsedInputOf<'storefront/order.place'>['lines'][number]

/** A wanted line with the product it names as it is now. */
export interface WantedLine {
  readonly lineId: string
  readonly product: ProductDoc
  readonly sku: SkuDoc
  readonly quantity: number
}

/** The SKU that a line names; `null` when there is no such product or SKU for buyers. */
export function wanted(line: LineInput, products: ReadonlyMap<string, ProductDoc>): WantedLine | null {
  const product = products.get(line.productId)
  const sku = product && skuOf(product, line.skuId)
  return product && isPublic(product) && sku
    ? { lineId: lineIdOf(line), product, sku, quantity: line.quantity }
    : null
}

/** A line that brings no id of its own is known by its SKU. */
export const lineIdOf = ({ lineId, skuId }: LineInput): string => lineId ?? skuId

/** What these lines cost now, and why. @throws AppError ORDER_TOO_LARGE */
export function priceLines(
  lines: readonly WantedLine[],
  {
    settings,
    facts,
    steps,
  }: {
    settings: Pick<SettingsDoc, 'freightFen' | 'freeFreightFromFen'>
    facts: PricingFacts
    steps: readonly Step[]
  },
): PricedOrder {
  const { freightFen, freeFreightFromFen } = settings
  const input = {
    lines: lines.map(({ lineId, product, sku, quantity }) => ({
      lineId,
      productId: product._id,
      skuId: sku.skuId,
      quantity,
      priceFen: sku.priceFen,
    })),
    freight: { freightFen, freeFreightFromFen },
    facts,
  }
  try {
    return priceOrder(input, steps)
  } catch (error) {
    throw error instanceof RangeError ? new AppError('ORDER_TOO_LARGE', { cause: error }) : error
  }
}

/**
 * What the lines take of what one member may buy of their SKUs (限购): held, used and given back with the order like
 * any other quota, decided by one conditional update each.
 */
export function limitsOf(openid: string, lines: readonly WantedLine[]): QuotaNeed[] {
  return lines.flatMap(({ lineId, product, sku, quantity }) => {
    const { limitPerMember: limit } = sku
    if (!limit) return []
    const gone = `「${product.name}」每人限购 ${limit} 件，没付款的和买过的都算在内`
    const quotaId = quotaIdOf('bought', sku.skuId, openid)
    return [{ quotaId, amount: quantity, limit, givesBackOnRefund: true, lineIds: [lineId], gone }]
  })
}

/** The lines as the order remembers them, gifts that a promotion added included. */
export function toLineDocs(
  priced: PricedOrder,
  products: ReadonlyMap<string, ProductDoc>,
  chain: readonly ChainLink[],
): OrderLineDoc[] {
  return priced.lines.map(
    ({ lineId, productId, skuId, quantity, gift, goodsFen, discountFen, payFen, effects }) => {
      const product = products.get(productId)
      const sku = product && skuOf(product, skuId)
      if (!product || !sku) throw new Error(`the price has a line of ${skuId}, which nobody read`)
      return {
        lineId,
        ...faceOf({ product, sku }),
        ...(sku.shards !== undefined && { shards: sku.shards }),
        ...(gift !== undefined && { gift }),
        costFen: sku.costFen,
        quantity,
        goodsFen,
        discountFen,
        payFen,
        effects: [...effects],
        ratesBps: ratesOf(chain),
      }
    },
  )
}

/** What each link earns on a line. The policy has one rate a level; rules by product have their place here. */
const ratesOf = (chain: readonly ChainLink[]): number[] => chain.map(({ rateBps }) => rateBps)

/** What a buyer sees of a line. */
export function faceOf({ product, sku }: Pick<WantedLine, 'product' | 'sku'>) {
  return {
    productId: product._id,
    skuId: sku.skuId,
    name: product.name,
    specText: specTextOf(sku),
    picture: sku.picture ?? product.pictures[0] ?? '',
    priceFen: sku.priceFen,
  }
}
