import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../../platform/context'
import { availableBySku } from '../../goods/inventory'
import { addressOf } from '../../people/member'
import { readCheckout } from './checkout.service'
import { faceOf, priceLines, wanted, type WantedLine } from './draft.rules'

type LineState = AnswerOf<'storefront/order.quote'>['lines'][number]['state']

/**
 * What an order of these lines would cost now, to the given address or else the default one. Lines that cannot be
 * bought are named and not counted. Two round trips at once.
 * @throws AppError NOT_FOUND for an unknown product, SKU or address
 */
export async function quoteOrder(
  ctx: MemberContext,
  { lines, addressId }: ParsedInputOf<'storefront/order.quote'>,
): Promise<AnswerOf<'storefront/order.quote'>> {
  const [{ settings, buyer, products }, available] = await Promise.all([
    readCheckout(ctx, lines),
    availableBySku(ctx, { skuIds: lines.map(({ skuId }) => skuId) }),
  ])
  const address = buyer ? addressOf(buyer.member, addressId) : undefined
  if (addressId !== undefined && !address) throw new AppError('NOT_FOUND')

  const all = lines.map((line) => {
    const found = wanted(line, products)
    if (!found) throw new AppError('NOT_FOUND')
    return { line: found, state: stateOf(found, available.get(line.skuId) ?? 0) }
  })
  const counted = all.filter(({ state }) => state === 'ok' || state === 'short').map(({ line }) => line)
  const { goodsFen, discountFen, freightFen, payFen } =
    counted.length > 0
      ? priceLines(counted, settings)
      : { goodsFen: 0, discountFen: 0, freightFen: 0, payFen: 0 }
  return {
    ...(address && { address }),
    lines: all.map(({ line, state }) => ({
      ...faceOf(line),
      quantity: line.quantity,
      payFen: line.sku.priceFen * line.quantity,
      state,
    })),
    amounts: { goodsFen, discountFen, freightFen, payFen },
    freeFreightFromFen: settings.freeFreightFromFen,
    orderable: all.every(({ state }) => state === 'ok'),
  }
}

function stateOf({ product, quantity }: WantedLine, available: number): LineState {
  if (!product.listed) return 'delisted'
  if (available <= 0) return 'sold_out'
  return available < quantity ? 'short' : 'ok'
}
