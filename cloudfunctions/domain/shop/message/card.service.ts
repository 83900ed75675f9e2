import { DAY_MS } from '@shared/business-day'
import { routes } from '@shared/collected/routes'
import { cleanLine } from '@shared/text/line'
import type { Context } from '../../../platform/context'
import { unshippedOf, type OrderDoc } from '../../sale/order'
import { noteCard } from './message.repo'
import { shopMessages } from './shop.service'

/**
 * The card of an order in the buyer's messages (新版一次性订阅消息, `platform/wechat/order-card`): nobody has to be asked
 * for it, because the number of the payment is the permission. Where there is none, the buyer is told by a subscription
 * message, if asked for.
 */

/** A card is opened within this time of the payment, or never. */
const OPENED_WITHIN_MS = DAY_MS

/**
 * Opens the card of an order that is paid and not yet on its way. `later` while WeChat does not know the payment yet,
 * or did not answer: a card that is open is not opened again.
 */
export async function openCard(ctx: Context, order: OrderDoc): Promise<'done' | 'later'> {
  const { transactionId, paidAt = 0, live, messageCard, parcels } = order
  const isWanted = live && messageCard === undefined && Object.keys(parcels).length === 0
  const isLate = ctx.clock.now() >= paidAt + OPENED_WITHIN_MS
  if (!transactionId || !isWanted || isLate) return 'done'
  if (!(await shopMessages(ctx)).messageCard) return 'done'
  const goods = await goodsOf(ctx, order)
  if (typeof goods === 'string') return goods
  const card = { ...cardOf(order, transactionId), amountFen: order.payFen, paidAt, goods }
  const outcome = await ctx.wechat.openCard(card)
  if (outcome.kind === 'unknown' || (outcome.kind === 'rejected' && !outcome.final)) return 'later'
  if (outcome.kind === 'rejected') {
    ctx.log.warn('card.refused', { orderId: order._id, code: outcome.code })
    return 'done'
  }
  // Whatever is sent from here on is told there: the timer tells it after this, of the order as it stands then.
  await noteCard(ctx, order._id, 'open')
  return 'done'
}

/**
 * Says on the order's card that a parcel is on its way. `false` when it has none, or WeChat does not take it: then it
 * is told in another way, now and for each further parcel. Nothing is told twice, so what nobody knows counts as told.
 * @throws when WeChat asks for another try
 */
export async function toldOnCard(ctx: Context, order: OrderDoc): Promise<boolean> {
  const { transactionId } = order
  if (order.messageCard !== 'open' || !transactionId) return false
  const outcome = await ctx.wechat.changeCard({ ...cardOf(order, transactionId), shipped: howFar(order) })
  if (outcome.kind === 'ok') return true
  if (outcome.kind === 'unknown') {
    ctx.log.warn('message.unknown', { orderId: order._id, cause: outcome.cause })
    return true
  }
  if (!outcome.final) throw new Error(outcome.code)
  ctx.log.warn('card.refused', { orderId: order._id, code: outcome.code })
  await noteCard(ctx, order._id, 'given_up')
  return false
}

const cardOf = (order: OrderDoc, transactionId: string) => ({
  openid: order.buyerId,
  transactionId,
  page: `${routes['sale/order']}?orderId=${order._id}`,
})

const howFar = (order: OrderDoc): 'partly' | 'wholly' =>
  [...unshippedOf(order).values()].every((pieces) => pieces === 0) ? 'wholly' : 'partly'

/**
 * What the card shows. `done` when one of the pictures has no address that WeChat could fetch; `later` when the
 * storage, where the shop's own ones are, does not answer.
 */
async function goodsOf(ctx: Context, { lines }: OrderDoc) {
  const files = lines.map(({ picture }) => picture).filter((picture) => picture.startsWith('cloud://'))
  const stored = await ctx.files.addresses([...new Set(files)])
  if (stored.kind !== 'ok') return 'later'
  const addressOf = (picture: string) =>
    stored.value.get(picture) ?? (picture.startsWith('https://') ? picture : undefined)
  if (lines.some(({ picture }) => addressOf(picture) === undefined)) return 'done'
  return lines.map(({ productId, name, picture, quantity, priceFen }) => ({
    name: cleanLine(name) || '商品',
    picture: addressOf(picture) ?? '',
    page: `${routes['goods/detail']}?productId=${productId}`,
    quantity,
    priceFen,
  }))
}
