import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { loadSettings } from '../../shop/settings'
import { readOrder, unshippedOf, type OrderDoc, type ParcelDoc } from '../order'
import { addParcel, correctWaybill } from './fulfilment.repo'

/** A change that meets another one is looked at again. */
const TRIES = 5

export interface Waybill {
  courier: string
  waybill: string
}

/** Pieces of lines; all that is left to send when absent. */
export type ParcelLines = readonly { lineId: string; quantity: number }[]

/** The same waybill of an order is the same parcel. */
const parcelIdOf = (orderId: string, { courier, waybill }: Waybill): string =>
  derivedId(8, 'parcel', orderId, courier, waybill)

/**
 * Sends a parcel with `lines` of a paid order, or with all that is left to send. The same parcel twice is once; the
 * order is shipped with the last pieces. Two round trips at once, and one.
 * @throws AppError NOT_FOUND, ORDER_STATE (nothing of it waits to be sent), PARCEL_LINES (not these pieces), BUSY
 */
export async function shipOrder(
  ctx: Context,
  orderId: string,
  waybill: Waybill,
  lines?: ParcelLines,
): Promise<void> {
  const parcelId = parcelIdOf(orderId, waybill)
  for (let tries = 0; tries < TRIES; tries++) {
    const [order, { autoReceiveDays }] = await Promise.all([readOrder(ctx, orderId), loadSettings(ctx)])
    if (!order) throw new AppError('NOT_FOUND')
    if (order.parcels[parcelId]) return
    if (order.state !== 'paid' || !order.live) throw new AppError('ORDER_STATE')
    const { packed, isLast } = pack(order, lines)
    const now = ctx.clock.now()
    const parcel: ParcelDoc = {
      parcelId,
      courier: waybill.courier,
      waybill: waybill.waybill,
      shippedAt: now,
      lines: packed,
      receiveBy: now + autoReceiveDays * DAY_MS,
    }
    if (await addParcel(ctx, order, parcel, isLast)) {
      return ctx.log.info('order.shipped', { orderId, parcelId, isLast })
    }
  }
  throw new AppError('BUSY')
}

/** What goes into the parcel, and whether nothing is left then. @throws AppError PARCEL_LINES */
function pack(order: OrderDoc, lines?: ParcelLines): { packed: ParcelDoc['lines']; isLast: boolean } {
  const left = unshippedOf(order)
  const wanted = lines ?? [...left].map(([lineId, quantity]) => ({ lineId, quantity }))
  const packed = wanted.filter(({ quantity }) => quantity > 0)
  for (const { lineId, quantity } of packed) {
    const after = (left.get(lineId) ?? 0) - quantity
    if (after < 0) throw new AppError('PARCEL_LINES')
    left.set(lineId, after)
  }
  if (packed.length === 0) throw new AppError('PARCEL_LINES')
  return { packed, isLast: [...left.values()].every((pieces) => pieces === 0) }
}

/**
 * Puts the right waybill on a parcel that was sent under a wrong one. The same correction twice is once.
 * @throws AppError NOT_FOUND; ORDER_STATE when somebody else has corrected it meanwhile
 */
export async function correctParcel(
  ctx: Context,
  orderId: string,
  parcelId: string,
  right: Waybill,
): Promise<void> {
  const parcel = (await readOrder(ctx, orderId))?.parcels[parcelId]
  if (!parcel) throw new AppError('NOT_FOUND')
  const isRight = (one: Waybill | undefined) =>
    one?.courier === right.courier && one.waybill === right.waybill
  if (isRight(parcel)) return
  if (await correctWaybill(ctx, orderId, parcel, right)) {
    return ctx.log.info('order.waybill_corrected', { orderId, parcelId })
  }
  if (!isRight((await readOrder(ctx, orderId))?.parcels[parcelId])) throw new AppError('ORDER_STATE')
}
