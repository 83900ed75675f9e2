import { routes } from '@shared/collected/routes'
import { cutToCodePoints } from '@shared/text/graphemes'
import { cleanLine } from '@shared/text/line'
import { plainYuan } from '@shared/money'
import type { Context } from '../../../platform/context'
import { heard } from '../../../platform/outcome'
import { THING_CODE_POINTS } from '../../../platform/wechat-limits'
import { courierName, type OrderDoc } from '../../sale/order'
import { toldOnCard } from './card.service'
import { shopMessages } from './shop.service'
import type { MessagePurpose, MessageSlot } from './templates.rules'

/** Tells the buyer that the order is paid. @throws when WeChat asks for another try */
export async function tellPaid(ctx: Context, order: OrderDoc): Promise<'done'> {
  return sendMessage(ctx, order, 'paid', {
    order: order._id,
    goods: titleOf(order),
    // A machine checks it: the sign of the currency, then digits and a point, no commas.
    amount: `¥${plainYuan(order.payFen)}`,
  })
}

/**
 * Tells the buyer that a parcel is on its way: by the order's card where a courier brings it and there is one, else by
 * a subscription message. @throws when WeChat asks for another try
 */
export async function tellShipped(ctx: Context, order: OrderDoc, parcelId: string): Promise<'done'> {
  const parcel = order.parcels[parcelId]
  if (!parcel) return 'done'
  if (parcel.way === undefined && (await toldOnCard(ctx, order))) return 'done'
  return sendMessage(ctx, order, 'shipped', {
    goods: titleOf(order),
    courier: courierName(parcel),
    // The template wants a word, and there is no number without a courier.
    waybill: parcel.waybill || '-',
  })
}

/** The first line's name, with a word about the others, for which it makes room. */
function titleOf({ lines }: OrderDoc): string {
  const name = cleanLine(lines[0]?.name ?? '') || '商品'
  if (lines.length < 2) return name
  const others = `等${lines.length}种`
  return `${cutToCodePoints(name, THING_CODE_POINTS - others.length)}${others}`
}

/** What a message may tell, by the word under which the settings name the template's key for it. */
type Told = Partial<Record<MessageSlot, string>>

/**
 * A message to the buyer, at most once: one of which nobody knows whether it arrived is not sent again. A shop whose
 * settings name no template, or not which of its keys takes what, sends none.
 *
 * @throws when WeChat asks for another try
 */
async function sendMessage(
  ctx: Context,
  order: OrderDoc,
  purpose: MessagePurpose,
  told: Told,
): Promise<'done'> {
  const { messageTemplates, messageFields } = await shopMessages(ctx)
  const templateId = messageTemplates[purpose]
  const data = keyed(messageFields[purpose], told)
  if (!templateId || Object.keys(data).length === 0) return 'done'
  const page = `${routes['sale/order']}?orderId=${order._id}`
  const outcome = await ctx.wechat.sendSubscribeMessage({ openid: order.buyerId, templateId, page, data })
  if (outcome.kind === 'unknown') {
    ctx.log.warn('message.unknown', { orderId: order._id, cause: outcome.cause })
    return 'done'
  }
  heard(ctx, 'message.refused', order._id, outcome)
  return 'done'
}

/** What is told under the template's own keys. */
function keyed(fields: Readonly<Record<string, string>> = {}, told: Told): Record<string, string> {
  return Object.fromEntries(
    Object.entries(told).flatMap(([slot, value]) => {
      const key = Object.hasOwn(fields, slot) ? fields[slot] : undefined
      return key ? [[key, value] as const] : []
    }),
  )
}
