import { formatYuan } from '@shared/money'
import type { Context } from '../../platform/context'
import type { Outcome } from '../../platform/ports'
import { payRefunds } from '../aftersale'
import { accrueCommission, reverseCommission, scheduleRelease } from '../distribution'
import { releaseHolds, restock, sellHolds } from '../inventory'
import { courierName, type Effect, type EffectTable, type OrderDoc, type RefundDoc } from '../order'
import { loadSettings, type SettingsDoc } from '../shop'

const done =
  (work: (ctx: Context, order: OrderDoc) => Promise<void>): Effect =>
  async (ctx, order) => {
    await work(ctx, order)
    return 'done'
  }

const wholeRefunds = (order: OrderDoc): RefundDoc[] =>
  Object.values(order.refunds).filter(({ kind }) => kind === 'whole')

/** Every effect that an order can owe. `settings` are read at most once for all that use this table. */
export function orderEffects(ctx: Context): Required<EffectTable> {
  let loading: Promise<SettingsDoc> | undefined
  const settings = () => (loading ??= loadSettings(ctx))
  return {
    'stock.sell': done(sellHolds),
    'stock.release': done(releaseHolds),
    'stock.restock': done(async (context, order) => {
      for (const { refundNo, quantities } of wholeRefunds(order)) {
        await restock(context, order, quantities, refundNo)
      }
    }),
    'commission.accrue': done(accrueCommission),
    'commission.schedule': done(scheduleRelease),
    'commission.reverse': done(async (context, order) => {
      for (const refund of wholeRefunds(order)) await reverseCommission(context, order, refund)
    }),
    refund: payRefunds,
    'shipping.upload': done(uploadShipping),
    'message.paid': done(async (context, order) =>
      sendMessage(context, order, (await settings()).messageTemplates['paid'], {
        character_string1: order._id,
        thing2: titleOf(order),
        amount3: `¥${formatYuan(order.payFen)}`,
      }),
    ),
    'message.shipped': done(async (context, order) => {
      if (!order.shipment) return
      await sendMessage(context, order, (await settings()).messageTemplates['shipped'], {
        thing1: titleOf(order),
        thing2: courierName(order.shipment.courier),
        character_string3: order.shipment.waybill,
      })
    }),
  }
}

/** The first line's name, with a word about the others; WeChat cuts it to 20 characters. */
function titleOf({ lines }: OrderDoc): string {
  const name = lines[0]?.name ?? '商品'
  return lines.length > 1 ? `${[...name].slice(0, 13).join('')}等${lines.length}种` : name
}

/**
 * Tells WeChat about the parcel (发货信息录入), which frees the money for the shop. A refusal for good is logged:
 * trying again would not help. @throws when WeChat did not say
 */
async function uploadShipping(ctx: Context, order: OrderDoc): Promise<void> {
  const { shipment, transactionId } = order
  if (!shipment || !transactionId) return
  const outcome = await ctx.wechat.uploadShippingInfo({
    transactionId,
    openid: order.buyerId,
    courier: shipment.courier,
    waybill: shipment.waybill,
    itemDescription: order.lines
      .map(({ name, quantity }) => `${name} x${quantity}`)
      .join('、')
      .slice(0, 120),
    receiverMobile: order.address.mobile,
  })
  settle(ctx, order, 'shipping.refused', outcome)
}

/**
 * A message to the buyer, at most once: one of which nobody knows whether it arrived is not sent again.
 * @throws when WeChat asks for another try
 */
async function sendMessage(
  ctx: Context,
  order: OrderDoc,
  templateId: string | undefined,
  data: Record<string, string>,
): Promise<void> {
  if (!templateId) return
  const page = `packages/order/order/index?orderId=${order._id}`
  const outcome = await ctx.wechat.sendSubscribeMessage({ openid: order.buyerId, templateId, page, data })
  if (outcome.kind === 'unknown') {
    ctx.log.warn('message.unknown', { orderId: order._id, cause: outcome.cause })
    return
  }
  settle(ctx, order, 'message.refused', outcome)
}

function settle(ctx: Context, order: OrderDoc, event: string, outcome: Outcome<null>): void {
  if (outcome.kind === 'ok') return
  if (outcome.kind === 'unknown') throw new Error(outcome.cause)
  if (!outcome.final) throw new Error(outcome.code)
  ctx.log.warn(event, { orderId: order._id, code: outcome.code })
}
