import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { priceOrder, type OrderAmounts } from '@shared/rules/order-pricing'
import { skuOf, specTextOf, type ProductDoc, type SkuDoc } from '../../goods/catalog'
import type { SettingsDoc } from '../../shop/settings'
import type { OrderLineDoc } from './order.model'

export type LineInput = ParsedInputOf<'storefront/order.place'>['lines'][number]

/** A wanted line with the product it names as it is now. */
export interface WantedLine {
  readonly product: ProductDoc
  readonly sku: SkuDoc
  readonly quantity: number
}

/** The SKU that a line names; `null` when there is no such product or SKU. */
export function wanted(line: LineInput, products: ReadonlyMap<string, ProductDoc>): WantedLine | null {
  const product = products.get(line.productId)
  const sku = product && skuOf(product, line.skuId)
  return product && sku ? { product, sku, quantity: line.quantity } : null
}

/** What these lines cost now. @throws AppError BAD_INPUT beyond the bound of an order */
export function priceLines(lines: readonly WantedLine[], settings: SettingsDoc): OrderAmounts {
  try {
    return priceOrder(
      lines.map(({ sku, quantity }) => ({ priceFen: sku.priceFen, quantity })),
      settings,
    )
  } catch (error) {
    throw error instanceof RangeError ? new AppError('BAD_INPUT', { cause: error }) : error
  }
}

/** The lines as the order remembers them. */
export function toLineDocs(lines: readonly WantedLine[], amounts: OrderAmounts): OrderLineDoc[] {
  return lines.map((line, position) => {
    const { goodsFen, discountFen, payFen } = amounts.lines[position] ?? {
      goodsFen: 0,
      discountFen: 0,
      payFen: 0,
    }
    const { sku, quantity } = line
    return {
      ...faceOf(line),
      ...(sku.shards !== undefined && { shards: sku.shards }),
      costFen: sku.costFen,
      quantity,
      goodsFen,
      discountFen,
      payFen,
    }
  })
}

/** What a buyer sees of a line. */
export function faceOf({ product, sku }: WantedLine) {
  return {
    productId: product._id,
    skuId: sku.skuId,
    name: product.name,
    specText: specTextOf(sku),
    picture: sku.picture ?? product.pictures[0] ?? '',
    priceFen: sku.priceFen,
  }
}
