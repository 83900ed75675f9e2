import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { PriceChange } from '@shared/contract/checkout/schema'
import { AppError } from '@shared/contract/errors'
import { UNPAID_ORDERS_MOST } from '@shared/contract/settings/limits'
import type { PayParams } from '@shared/contract/payment/schema'
import { priceChangeOf } from '@shared/rules/price-change'
import type { PricedOrder } from '@shared/rules/pricing'
import type { MemberContext } from '../../../platform/context'
import { again } from '../../../platform/again'
import { derivedId, derivedNumber } from '../../../platform/ids'
import { causeOf } from '../../../platform/log'
import { owing } from '../../../platform/owed'
import { withParts } from '../../../platform/parts'
import { chainFor } from '../../distribution/binding'
import { addressOf, sealReceiver } from '../../people/member'
import { clearOrdered } from '../cart'
import {
  findBySlot,
  giveSlotUp,
  insertOrder,
  readOrder,
  receiverPlace,
  slotsOf,
  untouched,
  type OrderDoc,
} from '../order'
import { aboutToPrepare, askToPrepare, payOrder } from '../payment'
import { readCheckout, type Checkout } from './checkout.service'
import { limitsOf, lineIdOf, priceLines, toLineDocs, wanted, type WantedLine } from './draft.rules'
import { giveAllBack, takeAll } from './reserve.service'
import { placeFor, type UnpaidLimits } from './unpaid.rules'

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
 * @throws AppError SHOP_CLOSED before the shop opens, UNPAID_LIMIT, TOO_OFTEN (with the time until there is room),
 *   SOLD_OUT, PRODUCT_UNAVAILABLE, PRICE_CHANGED (with what has changed), ADDRESS_REQUIRED, ORDER_TOO_LARGE,
 *   TOKEN_REUSED; what a reservation throws
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
    // WeChat Pay may be away; anything but a refusal of ours is a fault of this program.
    const level = error instanceof AppError ? 'info' : 'error'
    ctx.log[level]('order.not_prepared', { orderId: order._id, cause: causeOf(error) })
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
  { settings, buyer, products, facts, taken }: Checkout,
): Promise<{ order: OrderDoc; isNew: boolean }> {
  if (settings.preparing) throw new AppError('SHOP_CLOSED')
  const lines = input.lines.map((line) => buyable(wanted(line, products)))
  const address = buyer && addressOf(ctx, buyer.member, input.addressId)
  // One that no key opens would lead a parcel nowhere: the buyer writes it once more.
  if (!buyer || !address?.readable) throw new AppError('ADDRESS_REQUIRED')
  const priced = priceLines(lines, { settings, facts, steps: ctx.seams.pricingSteps })
  if (priced.payFen !== input.expectedPayFen) {
    throw new AppError('PRICE_CHANGED', { details: changeOf(input, priced) })
  }

  const now = ctx.clock.now()
  const expiresAt = now + settings.unpaidMinutes * MINUTE_MS
  const chain = chainFor(buyer.links, settings.commission)
  const { province, city, district } = address
  const { threeLevels: _confirmed, ...policy } = settings.commission
  const order: OrderDoc = {
    _id: orderId,
    buyerId: ctx.openid,
    buyerName: buyer.member.nickname,
    state: 'pending_payment',
    slot: orderId,
    lines: toLineDocs(priced, products, chain),
    goodsFen: priced.goodsFen,
    discountFen: priced.discountFen,
    freightFen: priced.freightFen,
    freightEffects: [...priced.freight.effects],
    payFen: priced.payFen,
    priceHash: priced.hash,
    requestHash: requestHashOf(input),
    address: { province, city, district, receiver: sealReceiver(ctx, receiverPlace(orderId), address) },
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
  const limits = limitsOf(ctx.openid, lines)
  const whole = withParts(order, [
    ...parts,
    { name: 'limit', adds: limits.length > 0 ? { quotas: limits } : {} },
  ])
  const slot = await takeSlot(ctx, whole, taken, settings)
  await takeAll(ctx, whole)
  return insertOnce(ctx, { ...whole, slot }, settings)
}

/** What is another price than the buyer has seen; an older client does not say what that was. */
function changeOf({ seen, expectedPayFen }: Input, priced: PricedOrder): PriceChange | undefined {
  return seen && priceChangeOf({ ...seen, payFen: expectedPayFen }, priced)
}

function buyable(line: WantedLine | null): WantedLine {
  if (!line?.product.listed) throw new AppError('PRODUCT_UNAVAILABLE')
  return line
}

/** A slot for the order, which a cancelled one gives up before when there is no other. @throws as `placeFor` */
async function takeSlot(
  ctx: MemberContext,
  order: OrderDoc,
  taken: readonly OrderDoc[],
  limits: UnpaidLimits,
): Promise<string> {
  const { slot, rested } = placeFor(order, taken, limits, ctx.clock.now())
  if (rested) await giveSlotUp(ctx, rested)
  return slot
}

/** Each time another order of the same buyer came first, so there is an end of it when all places are taken. */
const SLOT_TRIES = 2 * UNPAID_ORDERS_MOST

/**
 * Inserts the order, or answers the one that stands under its number. An insertion that failed may have arrived
 * all the same, so the order is looked for before everything is given back; when even that is not possible, the
 * sweeps find what was taken. One that finds its place taken looks for another.
 */
async function insertOnce(
  ctx: MemberContext,
  whole: OrderDoc,
  limits: UnpaidLimits,
): Promise<{ order: OrderDoc; isNew: boolean }> {
  let order = whole
  try {
    return await again(SLOT_TRIES, async () => {
      if (await insertOrder(ctx, order)) return { order, isNew: true }
      const [placed, others] = await Promise.all([
        readOrder(ctx, order._id),
        findBySlot(ctx, slotsOf(order.buyerId)),
      ])
      if (placed) return { order: placed, isNew: false }
      order = { ...order, slot: await takeSlot(ctx, order, others, limits) }
      return undefined
    })
  } catch (error) {
    const standing = await readOrder(ctx, order._id)
    if (standing) return { order: standing, isNew: false }
    await giveAllBack(ctx, order)
    throw error
  }
}

/** The cart is a comfort: it never fails an order that stands. What was put in since stays there. */
async function clearCart(ctx: MemberContext, order: OrderDoc): Promise<void> {
  try {
    await clearOrdered(ctx, ctx.openid, order.lines, order.placedAt)
  } catch (error) {
    ctx.log.warn('cart.not_cleared', { orderId: order._id, cause: causeOf(error) })
  }
}
