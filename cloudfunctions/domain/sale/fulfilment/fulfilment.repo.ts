import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import { inPace, noted, type Pace } from '../../../platform/throttle'
import { leavingTrail } from '../../../platform/trail'
import { follow, nextReceiptLook, ORDERS, receiveByOf, type OrderDoc, type ParcelDoc } from '../order'
import { correcting, shipping } from './deed.rules'

/**
 * Adds a parcel to a paid order, as the caller saw it; with the last pieces the order is `shipped`. `null` when it has
 * moved on.
 */
export function addParcel(
  ctx: Context,
  order: OrderDoc,
  parcel: ParcelDoc,
  isLast: boolean,
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const receiveBy = receiveByOf({ parcels: { ...order.parcels, [fieldKey(parcel.parcelId)]: parcel } })
  const dueAt = order.transactionId === undefined ? receiveBy : nextReceiptLook(receiveBy, parcel.shippedAt)
  return leavingTrail(ctx, shipping(order, parcel, isLast), (part) =>
    ctx.db.changeAndGet(
      ORDERS,
      {
        _id: order._id,
        state: 'paid',
        live: true,
        goodsRevision: order.goodsRevision,
        [`parcels.${fieldKey(parcel.parcelId)}`]: _.exists(false),
      },
      {
        [`parcels.${fieldKey(parcel.parcelId)}`]: _.set(parcel),
        goodsRevision: _.inc(1),
        ...(isLast && { state: 'shipped', shippedAt: parcel.shippedAt, dueAt }),
        ...follow(ctx, { transition: 'shipped', key: parcel.parcelId }),
        ...part,
      },
    ),
  )
}

/**
 * Puts another waybill on a parcel of an order that nothing was shipped or corrected of since the caller saw it; WeChat
 * is told again. The revision moves on, so that a parcel that is sent at once under the right one is looked at again
 * and is this one. `null` when the order has moved on.
 */
export function correctWaybill(
  ctx: Context,
  { _id, state, goodsRevision }: OrderDoc,
  parcel: ParcelDoc,
  right: Pick<ParcelDoc, 'way' | 'courier' | 'courierName' | 'waybill'>,
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const { parcelId, courier, waybill } = parcel
  const path = `parcels.${fieldKey(parcelId)}`
  return leavingTrail(ctx, correcting(_id, parcel, right), (part) =>
    ctx.db.changeAndGet(
      ORDERS,
      { _id, state, live: true, goodsRevision },
      {
        [`${path}.way`]: right.way ?? _.remove(),
        [`${path}.courier`]: right.courier,
        [`${path}.courierName`]: right.courierName ?? _.remove(),
        [`${path}.waybill`]: right.waybill,
        [`${path}.corrected`]: _.push([{ courier, waybill, at: ctx.clock.now() }]),
        goodsRevision: _.inc(1),
        ...follow(ctx, { transition: 'corrected', key: parcelId }),
        ...part,
      },
    ),
  )
}

interface Receipt extends Required<Pick<OrderDoc, 'receivedBy'>> {
  /** When the after-sale days end. */
  completesAt: number
  buyerId?: string
}

/** `shipped → received`: the commission's release follows. `buyerId` is checked when the buyer says so. */
export function markReceived(
  ctx: Context,
  orderId: string,
  { completesAt, receivedBy, buyerId }: Receipt,
): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet(
    ORDERS,
    { _id: orderId, state: 'shipped', live: true, ...(buyerId === undefined ? {} : { buyerId }) },
    {
      state: 'received',
      receivedAt: ctx.clock.now(),
      receivedBy,
      dueAt: completesAt,
      ...follow(ctx, { transition: 'received' }),
    },
  )
}

/** How often WeChat is asked about the receipt of one order because its buyer wants to know. */
const RECEIPT_PACE: Pace = { times: 3, inMs: 60_000 }

/** Notes that WeChat is asked about the receipt now; `false` when it was too often of late. */
export async function noteReceiptAsked(ctx: Context, orderId: string): Promise<boolean> {
  const where = { _id: orderId, ...inPace(ctx, 'receiptAsks', RECEIPT_PACE) }
  return (await ctx.db.change(ORDERS, where, { receiptAsks: noted(ctx, RECEIPT_PACE) })) === 1
}

/** `received → completed`. `null` when it does not stand like that. */
export function markCompleted(ctx: Context, orderId: string): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet(
    ORDERS,
    { _id: orderId, state: 'received', live: true },
    {
      state: 'completed',
      completedAt: ctx.clock.now(),
      dueAt: ctx.db._.remove(),
      ...follow(ctx, { transition: 'completed' }),
    },
  )
}
