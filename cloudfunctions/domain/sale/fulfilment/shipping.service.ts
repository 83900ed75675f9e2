import { cleanLine } from '@shared/text/line'
import type { Context } from '../../../platform/context'
import { heard } from '../../../platform/outcome'
import type { OrderDoc } from '../order'

/**
 * Tells WeChat about a parcel (发货信息录入), which frees the money for the shop. A refusal for good is logged: trying
 * again would not help. @throws when WeChat did not say
 */
export async function uploadShipping(ctx: Context, order: OrderDoc, parcelId: string): Promise<'done'> {
  const parcel = order.parcels[parcelId]
  const { transactionId } = order
  if (!parcel || !transactionId) return 'done'
  const names = parcel.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId)
    return line ? [`${cleanLine(line.name) || '商品'} x${quantity}`] : []
  })
  const outcome = await ctx.wechat.uploadShippingInfo({
    transactionId,
    openid: order.buyerId,
    courier: parcel.courier,
    waybill: parcel.waybill,
    itemDescription: names.join('、'),
    receiverMobile: order.address.mobile,
  })
  heard(ctx, 'shipping.refused', order._id, outcome)
  return 'done'
}
