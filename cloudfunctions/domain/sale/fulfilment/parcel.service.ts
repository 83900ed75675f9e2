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

const isUnder = (one: Waybill | undefined, { courier, waybill }: Waybill): boolean =>
  one?.courier === courier && one.waybill === waybill

/**
 * The id of a new parcel, which follows from its waybill so that the same one at once is one. A parcel that was sent
 * under this waybill and has another one today keeps its id: the next one under it counts on.
 */
function newParcelId({ _id, parcels }: OrderDoc, { courier, waybill }: Waybill): string {
  for (let earlier = 0; ; earlier++) {
    const parcelId = derivedId(8, 'parcel', _id, courier, waybill, ...(earlier > 0 ? [String(earlier)] : []))
    if (!parcels[parcelId]) return parcelId
  }
}

/**
 * Sends a parcel with `lines` of a paid order, or with all that is left to send. A waybill that a parcel of the order
 * has today is that parcel: twice is once. The order is shipped with the last pieces. Two round trips at once, and one.
 * @throws AppError NOT_FOUND, ORDER_STATE (nothing of it waits to be sent), PARCEL_LINES (not these pieces), BUSY
 */
export async function shipOrder(
  ctx: Context,
  orderId: string,
  waybill: Waybill,
  lines?: ParcelLines,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [order, { autoReceiveDays }] = await Promise.all([readOrder(ctx, orderId), loadSettings(ctx)])
    if (!order) throw new AppError('NOT_FOUND')
    if (Object.values(order.parcels).some((one) => isUnder(one, waybill))) return
    if (order.state !== 'paid' || !order.live) throw new AppError('ORDER_STATE')
    const { packed, isLast } = pack(order, lines)
    const now = ctx.clock.now()
    const parcelId = newParcelId(order, waybill)
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
  if (isUnder(parcel, right)) return
  if (await correctWaybill(ctx, orderId, parcel, right)) {
    return ctx.log.info('order.waybill_corrected', { orderId, parcelId })
  }
  const now = (await readOrder(ctx, orderId))?.parcels[parcelId]
  if (!isUnder(now, right)) throw new AppError('ORDER_STATE')
}
