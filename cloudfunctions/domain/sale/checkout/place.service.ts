import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { PriceChange } from '@shared/contract/checkout/schema'
import { AppError } from '@shared/contract/errors'
import type { PayParams } from '@shared/contract/payment/schema'
import { priceChangeOf } from '@shared/rules/price-change'
import type { PricedOrder } from '@shared/rules/pricing'
import type { MemberContext } from '../../../platform/context'
import { derivedId, derivedNumber } from '../../../platform/ids'
import { causeOf } from '../../../platform/log'
import { owing } from '../../../platform/owed'
import { withParts } from '../../../platform/parts'
import { chainFor } from '../../distribution/binding'
import { addressOf } from '../../people/member'
import { clearOrdered } from '../cart'
import { insertOrder, readOrder, untouched, type OrderDoc } from '../order'
import { aboutToPrepare, askToPrepare, payOrder } from '../payment'
import { readCheckout, type Checkout } from './checkout.service'
import { lineIdOf, priceLines, toLineDocs, wanted, type WantedLine } from './draft.rules'
import { giveAllBack, takeAll } from './reserve.service'

type Input = ParsedInputOf<'storefront/order.place'>
type Answer = AnswerOf<'storefront/order.place'>

const MINUTE_MS = 60_000

/**
 * Places an order. Its number follows from buyer and token, so that the same token is the same order, also when
 * both arrive at once. Round trips of an order of one line:
 *
 * 1. what stands: settings, buyer with the chain, products, what promotions go by, and the order if it was placed
 * 2. everything scarce, under the order's number, at the same time: stock, and what the domains reserve beside it
 * 3. the order
 * 4. the cart, when the lines come from there, while WeChat Pay prepares the payment, when the buyer pays at once
 *
 * @throws AppError SOLD_OUT, PRODUCT_UNAVAILABLE, PRICE_CHANGED (with what has changed), ADDRESS_REQUIRED, ORDER_TOO_LARGE, TOKEN_REUSED; what a
 *   reservation throws
 */
export async function placeOrder(ctx: MemberContext, input: Input): Promise<Answer> {
  const orderId = derivedNumber('order', ctx.openid, input.token)
  const checkout = await readCheckout(ctx, { ...input, orderId })
  const { order, isNew } = checkout.placed
    ? { order: checkout.placed, isNew: false }
    : await placeNew(ctx, orderId, input, checkout)
  // Orders of older versions do not remember what was asked for.
  if (order.requestHash !== '' && order.requestHash !== requestHashOf(input)) {
    throw new AppError('TOKEN_REUSED')
  }
  const [payParams] = await Promise.all([
    input.pay ? prepared(ctx, order, isNew) : undefined,
    input.fromCart ? clearCart(ctx, order) : undefined,
  ])
  return { orderId, payFen: order.payFen, expiresAt: order.expiresAt, ...(payParams && { payParams }) }
}

/**
 * What WeChat's sheet needs. An order that stands is not refused because its payment cannot be prepared just now, and
 * one without anything to pay needs no sheet: `payment.prepare` goes on from there.
 */
async function prepared(ctx: MemberContext, order: OrderDoc, isNew: boolean): Promise<PayParams | undefined> {
  if (order.payFen === 0) return undefined
  try {
    return isNew ? await askToPrepare(ctx, order) : (await payOrder(ctx, order._id)).payParams
  } catch (error) {
    ctx.log.info('order.not_prepared', { orderId: order._id, cause: causeOf(error) })
    return undefined
  }
}

/** Of what is asked for: the same token with another basket, address or choice is another wish. */
function requestHashOf({ lines, addressId, choices }: Input): string {
  const basket = lines.map((line) => `${lineIdOf(line)} ${line.skuId} ${line.quantity}`).sort()
  return derivedId(12, ...basket, addressId, JSON.stringify(Object.entries(choices).sort()))
}

async function placeNew(
  ctx: MemberContext,
  orderId: string,
  input: Input,
  { settings, buyer, products, facts }: Checkout,
): Promise<{ order: OrderDoc; isNew: boolean }> {
  const lines = input.lines.map((line) => buyable(wanted(line, products)))
  const address = buyer && addressOf(buyer.member, input.addressId)
  if (!buyer || !address) throw new AppError('ADDRESS_REQUIRED')
  const priced = priceLines(lines, { settings, facts, steps: ctx.seams.pricingSteps })
  if (priced.payFen !== input.expectedPayFen) {
    throw new AppError('PRICE_CHANGED', { details: changeOf(input, priced) })
  }

  const now = ctx.clock.now()
  const expiresAt = now + settings.unpaidMinutes * MINUTE_MS
  const chain = chainFor(buyer.links, settings.commission)
  const { name, mobile, province, city, district, detail } = address
  const { threeLevels: _confirmed, ...policy } = settings.commission
  const order: OrderDoc = {
    _id: orderId,
    buyerId: ctx.openid,
    buyerName: buyer.member.nickname,
    state: 'pending_payment',
    lines: toLineDocs(priced, products, chain),
    goodsFen: priced.goodsFen,
    discountFen: priced.discountFen,
    freightFen: priced.freightFen,
    freightEffects: [...priced.freight.effects],
    payFen: priced.payFen,
    priceHash: priced.hash,
    requestHash: requestHashOf(input),
    address: { name, mobile, province, city, district, detail },
    remark: input.remark,
    chain,
    chainIds: chain.map(({ distributorId }) => distributorId),
    shareCode: chain.length > 0 ? buyer.shareCode : null,
    policyVersion: settings.policyVersion,
    policy,
    placedAt: now,
    expiresAt,
    dueAt: expiresAt,
    ...(input.pay && priced.payFen > 0 && aboutToPrepare(now)),
    ...untouched(priced.payFen),
    ...owing(),
  }
  const parts = ctx.seams.checkoutParts.map(({ name, complete }) => ({
    name,
    adds: complete?.(ctx, order, facts) ?? {},
  }))
  const whole = withParts(order, parts)
  await takeAll(ctx, whole)
  const standing = await insertOnce(ctx, whole)
  return { order: standing, isNew: standing === whole }
}

/** What is another price than the buyer has seen; an older client does not say what that was. */
function changeOf({ seen, expectedPayFen }: Input, priced: PricedOrder): PriceChange | undefined {
  return seen && priceChangeOf({ ...seen, payFen: expectedPayFen }, priced)
}

function buyable(line: WantedLine | null): WantedLine {
  if (!line?.product.listed) throw new AppError('PRODUCT_UNAVAILABLE')
  return line
}

/**
 * Inserts the order, or answers the one that stands under its number. An insertion that failed may have arrived
 * all the same, so the order is looked for before everything is given back; when even that is not possible, the
 * sweeps find what was taken.
 */
async function insertOnce(ctx: MemberContext, order: OrderDoc): Promise<OrderDoc> {
  try {
    if (await insertOrder(ctx, order)) return order
  } catch (error) {
    const standing = await readOrder(ctx, order._id)
    if (standing) return standing
    await giveAllBack(ctx, order)
    throw error
  }
  const standing = await readOrder(ctx, order._id)
  if (!standing) throw new AppError('BUSY')
  return standing
}

/** The cart is a comfort: it never fails an order that stands. What was put in since stays there. */
async function clearCart(ctx: MemberContext, order: OrderDoc): Promise<void> {
  try {
    await clearOrdered(ctx, ctx.openid, order.lines, order.placedAt)
  } catch (error) {
    ctx.log.warn('cart.not_cleared', { orderId: order._id, cause: causeOf(error) })
  }
}
