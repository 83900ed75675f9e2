import type { Handlers } from '../../../platform/door'
import { receiveOrder } from './delivery.service'
import { getForStaff, listForStaff } from './list.service'
import { shipOrder } from './parcel.service'

export const storefront = {
  'fulfilment.receive': async (ctx, { orderId }) => {
    await receiveOrder(ctx, orderId)
    return {}
  },
} satisfies Partial<Handlers<'storefront'>>

export const merchant = {
  'fulfilment.list': listForStaff,
  'fulfilment.get': (ctx, { orderId }) => getForStaff(ctx, orderId),
  'fulfilment.ship': async (ctx, { orderId, courier, waybill }) => {
    await shipOrder(ctx, orderId, { courier, waybill })
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
