import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { PricedOrder } from '@shared/rules/pricing'
import type { MemberContext } from '../../../platform/context'
import { availableBySku } from '../../goods/inventory'
import { cartLineOf, readBasket } from '../cart'
import { readCheckout, type Checkout } from './checkout.service'
import { priceLines, wanted, type WantedLine } from './draft.rules'

type Answer = AnswerOf<'storefront/cart.get'>

/**
 * The caller's cart with today's stock, and what everything of it that can be bought costs together and why: by the
 * steps and facts that quote and order are priced with. The newest line first. Three trips, in two rounds. A cart that
 * costs more than an order may is answered without amounts, so that something can be taken out of it.
 */
export async function pricedCart(
  ctx: MemberContext,
  { choices }: ParsedInputOf<'storefront/cart.get'>,
): Promise<Answer> {
  const { items, ...freight } = await readBasket(ctx)
  if (items.length === 0) return { ...freight, lines: [], freightEffects: [], whyNots: [], offers: false }
  const [checkout, available] = await Promise.all([
    readCheckout(ctx, { lines: items, choices }),
    availableBySku(ctx, { skuIds: items.map(({ skuId }) => skuId) }),
  ])
  const { products, facts } = checkout
  const lines = items.flatMap((item) => {
    const product = products.get(item.productId)
    return product ? [cartLineOf(item, product, available.get(item.skuId) ?? 0)] : []
  })
  const buyable = lines.filter(({ state }) => state === 'ok').flatMap((line) => wanted(line, products) ?? [])
  const priced = priceUnlessTooLarge(ctx, buyable, checkout)
  return {
    ...freight,
    lines: lines.map((line) => {
      const own = priced?.lines.find(({ lineId }) => lineId === line.lineId)
      return { ...line, ...(own && { payFen: own.payFen }), effects: [...(own?.effects ?? [])] }
    }),
    ...(priced && { amounts: amountsOf(priced) }),
    freightEffects: [...(priced?.freight.effects ?? [])],
    whyNots: [...(priced?.whyNots ?? [])],
    offers: Object.keys(facts).length > 0,
  }
}

const amountsOf = ({ goodsFen, discountFen, freightFen, payFen }: PricedOrder) => ({
  goodsFen,
  discountFen,
  freightFen,
  payFen,
})

function priceUnlessTooLarge(
  ctx: MemberContext,
  lines: readonly WantedLine[],
  { settings, facts }: Checkout,
): PricedOrder | undefined {
  try {
    return priceLines(lines, { settings, facts, steps: ctx.seams.pricingSteps })
  } catch (error) {
    if (error instanceof AppError && error.code === 'ORDER_TOO_LARGE') return undefined
    throw error
  }
}
