import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { PricedLine } from '@shared/rules/pricing'
import type { MemberContext } from '../../../platform/context'
import { availableBySku } from '../../goods/inventory'
import { addressOf } from '../../people/member'
import { readCheckout } from './checkout.service'
import { faceOf, priceLines, wanted, type WantedLine } from './draft.rules'

type QuoteLine = AnswerOf<'storefront/order.quote'>['lines'][number]

/**
 * What an order of these lines would cost now and why, to the given address or else the default one. Lines that
 * cannot be bought are named and not counted. Two round trips at once.
 * @throws AppError SHOP_CLOSED before the shop opens; NOT_FOUND for an unknown product, SKU or address; ORDER_TOO_LARGE
 */
export async function quoteOrder(
  ctx: MemberContext,
  request: ParsedInputOf<'storefront/order.quote'>,
): Promise<AnswerOf<'storefront/order.quote'>> {
  const { lines, addressId } = request
  const [{ settings, buyer, products, facts }, available] = await Promise.all([
    readCheckout(ctx, request),
    availableBySku(ctx, { skuIds: lines.map(({ skuId }) => skuId) }),
  ])
  if (settings.preparing) throw new AppError('SHOP_CLOSED')
  const address = buyer ? addressOf(ctx, buyer.member, addressId) : undefined
  if (addressId !== undefined && !address) throw new AppError('NOT_FOUND')

  const all = lines.map((line) => {
    const found = wanted(line, products)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  })
  const states = statesOf(all, available)
  const counted = all.filter((line) => isCounted(states.get(line.lineId)))
  const priced = priceLines(counted, { settings, facts, steps: ctx.seams.pricingSteps })
  const { goodsFen, discountFen, freightFen, payFen } = priced
  return {
    ...(address && { address }),
    lines: all.map((line) =>
      quoteLine(
        line,
        states.get(line.lineId) ?? 'sold_out',
        priced.lines.find(({ lineId }) => lineId === line.lineId),
      ),
    ),
    amounts: { goodsFen, discountFen, freightFen, payFen },
    freightEffects: [...priced.freight.effects],
    whyNots: [...priced.whyNots],
    priceHash: priced.hash,
    freeFreightFromFen: settings.freeFreightFromFen,
    orderable: [...states.values()].every((state) => state === 'ok'),
  }
}

const isCounted = (state: QuoteLine['state'] | undefined): boolean => state === 'ok' || state === 'short'

function quoteLine(line: WantedLine, state: QuoteLine['state'], priced: PricedLine | undefined): QuoteLine {
  return {
    lineId: line.lineId,
    ...faceOf(line),
    quantity: line.quantity,
    payFen: priced?.payFen ?? line.sku.priceFen * line.quantity,
    effects: [...(priced?.effects ?? [])],
    state,
  }
}

/** What can be bought of each line; two lines of a SKU share what is there, the earlier one first. */
function statesOf(
  lines: readonly WantedLine[],
  available: ReadonlyMap<string, number>,
): Map<string, QuoteLine['state']> {
  const left = new Map(available)
  return new Map(
    lines.map(({ lineId, product, sku, quantity }) => {
      const there = left.get(sku.skuId) ?? 0
      left.set(sku.skuId, there - quantity)
      if (!product.listed) return [lineId, 'delisted']
      if (there <= 0) return [lineId, 'sold_out']
      return [lineId, there < quantity ? 'short' : 'ok']
    }),
  )
}
