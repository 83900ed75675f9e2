import type { Context } from '../../../platform/context'
import { heard } from '../../../platform/outcome'
import type { OrderDoc, OrderEffect } from '../order'

export const orderEffects = {
  'shipping.upload': {
    after: ['shipped'],
    keyed: true,
    run: async (ctx, order) => {
      await uploadShipping(ctx, order)
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>

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
  heard(ctx, 'shipping.refused', order._id, outcome)
}
