import { routes } from '@shared/collected/routes'
import { cutToCodePoints } from '@shared/text/graphemes'
import { cleanLine } from '@shared/text/line'
import { plainYuan } from '@shared/money'
import type { Context } from '../../../platform/context'
import { heard } from '../../../platform/outcome'
import { THING_CODE_POINTS } from '../../../platform/wechat-limits'
import { courierName, type OrderDoc } from '../../sale/order'
import { loadSettings, type SettingsDoc } from '../settings'

/** Tells the buyer that the order is paid. @throws when WeChat asks for another try */
export async function tellPaid(ctx: Context, order: OrderDoc): Promise<'done'> {
  return sendMessage(ctx, order, 'paid', {
    character_string1: order._id,
    thing2: titleOf(order),
    // A machine checks it: the sign of the currency, then digits and a point, no commas.
    amount3: `¥${plainYuan(order.payFen)}`,
  })
}

/** Tells the buyer that a parcel is on its way. @throws when WeChat asks for another try */
export async function tellShipped(ctx: Context, order: OrderDoc, parcelId: string): Promise<'done'> {
  const parcel = order.parcels[parcelId]
  if (!parcel) return 'done'
  return sendMessage(ctx, order, 'shipped', {
    thing1: titleOf(order),
    thing2: courierName(parcel),
    // The template wants a word, and there is no number without a courier.
    character_string3: parcel.waybill || '-',
  })
}

/** The first line's name, with a word about the others, for which it makes room. */
function titleOf({ lines }: OrderDoc): string {
  const name = cleanLine(lines[0]?.name ?? '') || '商品'
  if (lines.length < 2) return name
  const others = `等${lines.length}种`
  return `${cutToCodePoints(name, THING_CODE_POINTS - others.length)}${others}`
}

const templates = new WeakMap<Context, Promise<SettingsDoc['messageTemplates']>>()

/** Read once for each context: a run of the timer, which has its own, tells a thousand buyers of one reading. */
function templatesOf(ctx: Context): Promise<SettingsDoc['messageTemplates']> {
  const known = templates.get(ctx)
  if (known) return known
  const read = loadSettings(ctx).then(({ messageTemplates }) => messageTemplates)
  templates.set(ctx, read)
  read.catch(() => templates.delete(ctx))
  return read
}

/**
 * A message to the buyer, at most once: one of which nobody knows whether it arrived is not sent again.
 * @throws when WeChat asks for another try
 */
async function sendMessage(
  ctx: Context,
  order: OrderDoc,
  purpose: 'paid' | 'shipped',
  data: Record<string, string>,
): Promise<'done'> {
  const templateId = (await templatesOf(ctx))[purpose]
  if (!templateId) return 'done'
  const page = `${routes['sale/order']}?orderId=${order._id}`
  const outcome = await ctx.wechat.sendSubscribeMessage({ openid: order.buyerId, templateId, page, data })
  if (outcome.kind === 'unknown') {
    ctx.log.warn('message.unknown', { orderId: order._id, cause: outcome.cause })
    return 'done'
  }
  heard(ctx, 'message.refused', order._id, outcome)
  return 'done'
}
