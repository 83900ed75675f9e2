import { DAY_MS } from '@shared/business-day'
import type { ParsedInputOf } from '@shared/contract'
import type { DeliveryWay } from '@shared/contract/fulfilment/limits'
import { AppError } from '@shared/contract/errors'
import { isCourier } from '@shared/couriers'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { loadSettings } from '../../shop/settings'
import { courierNamed } from '../courier'
import { parcelsOf, readOrder, unshippedOf, type OrderDoc, type ParcelDoc } from '../order'
import { addParcel, correctWaybill } from './fulfilment.repo'

/** A change that meets another one is looked at again. */
const TRIES = 5

/** By which courier, under which number; both are empty when it gets there in another way. */
export interface Waybill {
  way?: Exclude<DeliveryWay, 'express'>
  courier: string
  /** Of a courier that is not in common use. */
  courierName?: string
  waybill: string
}

/** What the merchant entered. @throws AppError COURIER_UNKNOWN */
async function readWaybill(ctx: Context, input: ParsedInputOf<'merchant/fulfilment.ship'>): Promise<Waybill> {
  const { way, courier = '', waybill = '' } = input
  if (way !== 'express') return { way, courier: '', waybill: '' }
  const name = await courierNamed(ctx, courier, input.courierName)
  return { courier, waybill, ...(!isCourier(courier) && { courierName: name }) }
}

/** The merchant sends all that is left. @throws AppError NOT_FOUND, ORDER_STATE, PARCEL_LINES, COURIER_UNKNOWN, BUSY */
export async function shipForStaff(
  ctx: Context,
  input: ParsedInputOf<'merchant/fulfilment.ship'>,
): Promise<void> {
  await shipOrder(ctx, input.orderId, await readWaybill(ctx, input))
}

/** @throws AppError NOT_FOUND, ORDER_STATE, CORRECTED_ONCE, COURIER_UNKNOWN, BUSY */
export async function correctForStaff(
  ctx: Context,
  input: ParsedInputOf<'merchant/fulfilment.correct'>,
): Promise<void> {
  await correctParcel(ctx, input.orderId, input.parcelId, await readWaybill(ctx, input))
}

/** Pieces of lines; all that is left to send when absent. */
export type ParcelLines = readonly { lineId: string; quantity: number }[]

const isUnder = (one: Waybill | undefined, { way, courier, courierName, waybill }: Waybill): boolean =>
  one?.way === way && one?.courier === courier && one.courierName === courierName && one.waybill === waybill

/**
 * The id of a new parcel, which follows from its waybill so that the same one at once is one. A parcel that was sent
 * under this waybill and has another one today keeps its id: the next one under it counts on.
 */
function newParcelId({ _id, parcels }: OrderDoc, { way, courier, waybill }: Waybill): string {
  for (let earlier = 0; ; earlier++) {
    const under = [(way ?? '') + courier, waybill, ...(earlier > 0 ? [String(earlier)] : [])]
    const parcelId = derivedId(8, 'parcel', _id, ...under)
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
      ...waybill,
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

/** WeChat takes one correction of a payment, and none of what was received. */
export const canCorrect = (order: OrderDoc): boolean =>
  order.live &&
  (order.state === 'paid' || order.state === 'shipped') &&
  parcelsOf(order).length > 0 &&
  parcelsOf(order).every(({ corrected = [] }) => corrected.length === 0)

/**
 * Puts the right waybill on a parcel that was sent under a wrong one. The same correction twice is once.
 * @throws AppError NOT_FOUND; ORDER_STATE when it has arrived, CORRECTED_ONCE, BUSY
 */
export async function correctParcel(
  ctx: Context,
  orderId: string,
  parcelId: string,
  right: Waybill,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const order = await readOrder(ctx, orderId)
    const parcel = order?.parcels[parcelId]
    if (!order || !parcel) throw new AppError('NOT_FOUND')
    if (isUnder(parcel, right)) return
    if (!canCorrect(order)) {
      const isOver = !order.live || (order.state !== 'paid' && order.state !== 'shipped')
      throw new AppError(isOver ? 'ORDER_STATE' : 'CORRECTED_ONCE')
    }
    if (await correctWaybill(ctx, order, parcel, right)) {
      return ctx.log.info('order.waybill_corrected', { orderId, parcelId })
    }
  }
  throw new AppError('BUSY')
}
