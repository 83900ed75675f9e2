import { OTHER_COURIER } from '@shared/couriers'
import { cleanLine } from '@shared/text/line'
import type { Context } from '../../../platform/context'
import { heard } from '../../../platform/outcome'
import { RefusedForGood } from '../../../platform/owed'
import { receiverOf, type OrderDoc } from '../order'

/**
 * Tells WeChat about a parcel (发货信息录入), which frees the money for the shop. A refusal for good is parked with its
 * code, since the money stays where it is until somebody looks; only of an order whose goods have all gone back it does
 * not matter, and is logged. @throws when WeChat did not say, or refuses
 */
export async function uploadShipping(ctx: Context, order: OrderDoc, parcelId: string): Promise<'done'> {
  const parcel = order.parcels[parcelId]
  const { transactionId } = order
  if (!parcel || !transactionId) return 'done'
  const names = parcel.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId)
    return line ? [`${cleanLine(line.name) || '商品'} x${quantity}`] : []
  })
  const { way, courier, waybill } = parcel
  // What WeChat does not know is said in words.
  const by = courier === OTHER_COURIER && parcel.courierName ? `（${parcel.courierName}）` : ''
  const outcome = await ctx.wechat.uploadShippingInfo({
    transactionId,
    openid: order.buyerId,
    way: way ?? 'express',
    ...(way === undefined && { courier, waybill }),
    itemDescription: by + names.join('、'),
    receiverMobile: receiverOf(ctx, order).mobile,
  })
  if (order.live && outcome.kind === 'rejected' && outcome.final) throw new RefusedForGood(outcome.code)
  heard(ctx, 'shipping.refused', order._id, outcome)
  return 'done'
}
