import { shareDiscount } from './allocation'
import { freightOf, type FreightRule } from './freight'

/** An order may cost at most 10 million yuan, the bound of every amount in the contract. */
export const ORDER_LIMIT_FEN = 1_000_000_000

export interface PricedInput {
  readonly priceFen: number
  readonly quantity: number
}

export interface LineAmounts {
  /** price × quantity. */
  readonly goodsFen: number
  /** This line's share of the order's discount. */
  readonly discountFen: number
  /** goods − discount. */
  readonly payFen: number
}

export interface OrderAmounts {
  readonly lines: readonly LineAmounts[]
  readonly goodsFen: number
  readonly discountFen: number
  readonly freightFen: number
  /** goods − discount + freight: what the buyer pays. */
  readonly payFen: number
}

/**
 * What an order costs, in whole fen. The discount is shared over the lines by their goods value, and the shares
 * always add up to it. Freight follows from the goods after the discount.
 * @throws RangeError when the order costs more than `ORDER_LIMIT_FEN` or the discount more than the goods
 */
export function priceOrder(
  lines: readonly PricedInput[],
  freight: FreightRule,
  discountFen = 0,
): OrderAmounts {
  const goods = lines.map(({ priceFen, quantity }) => priceFen * quantity)
  const goodsFen = goods.reduce((sum, fen) => sum + fen, 0)
  if (discountFen < 0 || discountFen > goodsFen) throw new RangeError('the discount exceeds the goods')
  const freightFen = freightOf(goodsFen - discountFen, freight)
  const payFen = goodsFen - discountFen + freightFen
  if (!Number.isSafeInteger(goodsFen) || goodsFen > ORDER_LIMIT_FEN || payFen > ORDER_LIMIT_FEN) {
    throw new RangeError('the order costs more than an order may')
  }
  const shares = shareDiscount(discountFen, goods)
  return {
    lines: goods.map((fen, index) => {
      const share = shares[index] ?? 0
      return { goodsFen: fen, discountFen: share, payFen: fen - share }
    }),
    goodsFen,
    discountFen,
    freightFen,
    payFen,
  }
}
