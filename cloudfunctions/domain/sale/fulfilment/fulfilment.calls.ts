import type { Handlers } from '../../../platform/door'
import { receiveOrder, syncReceipt } from './delivery.service'
import { getForStaff, listForStaff } from './list.service'
import { correctForStaff, shipForStaff } from './parcel.service'
import { revealReceiver } from './reveal.service'

export const storefront = {
  'fulfilment.receive': async (ctx, { orderId }) => {
    await receiveOrder(ctx, orderId)
    return {}
  },
  'fulfilment.syncReceipt': (ctx, { orderId }) => syncReceipt(ctx, orderId),
} satisfies Partial<Handlers<'storefront'>>

export const merchant = {
  'fulfilment.list': listForStaff,
  'fulfilment.get': (ctx, { orderId }) => getForStaff(ctx, orderId),
  'fulfilment.reveal': revealReceiver,
  'fulfilment.ship': async (ctx, input) => {
    await shipForStaff(ctx, input)
    return {}
  },
  'fulfilment.correct': async (ctx, input) => {
    await correctForStaff(ctx, input)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
