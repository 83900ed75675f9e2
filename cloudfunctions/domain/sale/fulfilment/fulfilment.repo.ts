import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import { follow, ORDERS, type OrderDoc, type ParcelDoc } from '../order'

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
  return ctx.db.changeAndGet(
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
      ...(isLast && { state: 'shipped', shippedAt: parcel.shippedAt, dueAt: parcel.receiveBy }),
      ...follow(ctx, { transition: 'shipped', key: parcel.parcelId }),
    },
  )
}

/**
 * Puts another waybill on a parcel that has the one the caller saw; WeChat is told again. The revision moves on, so
 * that a parcel that is sent at once under the right one is looked at again and is this one.
 */
export function correctWaybill(
  ctx: Context,
  orderId: string,
  { parcelId, courier, waybill }: ParcelDoc,
  right: { courier: string; waybill: string },
): Promise<OrderDoc | null> {
  const { _ } = ctx.db
  const path = `parcels.${fieldKey(parcelId)}`
  return ctx.db.changeAndGet(
    ORDERS,
    { _id: orderId, [`${path}.courier`]: courier, [`${path}.waybill`]: waybill },
    {
      [`${path}.courier`]: right.courier,
      [`${path}.waybill`]: right.waybill,
      [`${path}.corrected`]: _.push([{ courier, waybill, at: ctx.clock.now() }]),
      goodsRevision: _.inc(1),
      ...follow(ctx, { transition: 'corrected', key: parcelId }),
    },
  )
}

/** `shipped → received`: the commission's release follows. `buyerId` is checked when the buyer says so. */
export function markReceived(
  ctx: Context,
  orderId: string,
  completesAt: number,
  buyerId?: string,
): Promise<OrderDoc | null> {
  return ctx.db.changeAndGet(
    ORDERS,
    { _id: orderId, state: 'shipped', live: true, ...(buyerId === undefined ? {} : { buyerId }) },
    {
      state: 'received',
      receivedAt: ctx.clock.now(),
      dueAt: completesAt,
      ...follow(ctx, { transition: 'received' }),
    },
  )
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
