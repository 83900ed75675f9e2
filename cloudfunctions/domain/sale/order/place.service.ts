import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../../platform/context'
import { derivedNumber } from '../../../platform/ids'
import { owing } from '../../../platform/owed'
import { causeOf } from '../../../platform/log'
import { clearOrdered } from '../cart'
import { chainFor } from '../../distribution/binding'
import { addressOf } from '../../people/member'
import { readCheckout, type Checkout } from './checkout.service'
import { priceLines, toLineDocs, wanted, type WantedLine } from './draft.rules'
import type { OrderDoc } from './order.model'
import { insertOrder, readOrder } from './order.repo'
import { giveAllBack, takeAll } from './reserve.service'

type Input = ParsedInputOf<'storefront/order.place'>
type Answer = AnswerOf<'storefront/order.place'>

const MINUTE_MS = 60_000

/**
 * Places an order. Its number follows from buyer and token, so that the same token is the same order, also when
 * both arrive at once. Round trips of an order of one line:
 *
 * 1. what stands: settings, buyer with the chain, products, and the order if it was placed already
 * 2. the hold on the SKU, under the order's number
 * 3. the order
 * 4. the cart, when the lines come from there
 *
 * @throws AppError SOLD_OUT, PRODUCT_UNAVAILABLE, PRICE_CHANGED, ADDRESS_REQUIRED, BAD_INPUT
 */
export async function placeOrder(ctx: MemberContext, input: Input): Promise<Answer> {
  const orderId = derivedNumber('order', ctx.openid, input.token)
  const checkout = await readCheckout(ctx, input.lines, orderId)
  const order = checkout.placed ?? (await placeNew(ctx, orderId, input, checkout))
  if (input.fromCart) await clearCart(ctx, order)
  return { orderId, payFen: order.payFen, expiresAt: order.expiresAt }
}

async function placeNew(
  ctx: MemberContext,
  orderId: string,
  input: Input,
  { settings, buyer, products }: Checkout,
): Promise<OrderDoc> {
  const lines = input.lines.map((line) => buyable(wanted(line, products)))
  const address = buyer && addressOf(buyer.member, input.addressId)
  if (!buyer || !address) throw new AppError('ADDRESS_REQUIRED')
  const amounts = priceLines(lines, settings)
  if (amounts.payFen !== input.expectedPayFen) throw new AppError('PRICE_CHANGED')

  const now = ctx.clock.now()
  const expiresAt = now + settings.unpaidMinutes * MINUTE_MS
  const chain = chainFor(buyer.links, settings.commission)
  const { name, mobile, province, city, district, detail } = address
  const order: OrderDoc = {
    _id: orderId,
    buyerId: ctx.openid,
    buyerName: buyer.member.nickname,
    state: 'pending_payment',
    lines: toLineDocs(lines, amounts),
    goodsFen: amounts.goodsFen,
    discountFen: amounts.discountFen,
    freightFen: amounts.freightFen,
    payFen: amounts.payFen,
    address: { name, mobile, province, city, district, detail },
    remark: input.remark,
    chain,
    chainIds: chain.map(({ distributorId }) => distributorId),
    shareCode: chain.length > 0 ? buyer.shareCode : null,
    policyVersion: settings.policyVersion,
    policy: settings.commission,
    placedAt: now,
    expiresAt,
    dueAt: expiresAt,
    refundableFen: amounts.payFen,
    refunds: {},
    refundState: 'none',
    ...owing(),
  }
  await takeAll(ctx, order)
  return insertOnce(ctx, order)
}

function buyable(line: WantedLine | null): WantedLine {
  if (!line?.product.listed) throw new AppError('PRODUCT_UNAVAILABLE')
  return line
}

/**
 * Inserts the order, or answers the one that stands under its number. An insertion that failed may have arrived
 * all the same, so the order is looked for before the hold is given back; when even that is not possible, the
 * sweep finds the hold.
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
