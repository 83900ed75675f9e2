import { DAY_MS } from '@shared/business-day'
import type { RefundState } from '@shared/contract/order/schema'
import { linesLeft } from '@shared/rules/refund'
import { UNPAID_ORDERS_MOST } from '@shared/contract/settings/limits'
import type { Place } from '../../../platform/personal'
import type { OrderDoc, ParcelDoc, RefundDoc } from './order.model'

/** What follows from an order alone. */

/** Where whom it goes to lies. */
export const receiverPlace = (orderId: string): Place => ({
  in: 'orders',
  of: orderId,
  at: 'address.receiver',
})

/** What an order starts with of which nothing was shipped or refunded. */
export function untouched(payFen: number) {
  return {
    parcels: {},
    live: true,
    goodsRevision: 0,
    refundableFen: payFen,
    refunds: {},
    refunded: false,
    refundsUnsettled: 0,
    refundsStuck: 0,
    refundsDone: 0,
  } satisfies Partial<OrderDoc>
}

/** The places for unpaid orders that somebody has: how many of them may be taken, the shop says. */
export const slotsOf = (buyerId: string): string[] =>
  Array.from({ length: UNPAID_ORDERS_MOST }, (_, n) => `${buyerId}#${n}`)

/** The refunds that count for the order's goods and money; a payment that was never wanted does not. */
export function refundsOf({ refunds }: Pick<OrderDoc, 'refunds'>): RefundDoc[] {
  return Object.values(refunds).filter(({ kind }) => kind === 'order' || kind === 'outside')
}

/** Where the refunds of an order's payment stand, over all of them: what waits for a person comes first. */
export function refundStateOf(
  order: Pick<OrderDoc, 'refundsUnsettled' | 'refundsStuck' | 'refundsDone'>,
): RefundState {
  if (order.refundsStuck > 0) return 'abnormal'
  if (order.refundsUnsettled > 0) return 'processing'
  return order.refundsDone > 0 ? 'succeeded' : 'none'
}

/** Parcels in the order in which they were sent. */
export function parcelsOf({ parcels }: Pick<OrderDoc, 'parcels'>): ParcelDoc[] {
  return Object.values(parcels).sort(
    (a, b) => a.shippedAt - b.shippedAt || (a.parcelId < b.parcelId ? -1 : 1),
  )
}

/** When an order that is on its way counts as received if nobody says so before: with its last parcel. */
export const receiveByOf = (order: Pick<OrderDoc, 'parcels'>): number =>
  Math.max(...parcelsOf(order).map(({ receiveBy }) => receiveBy))

/** WeChat is asked once a day whether the buyer has confirmed the receipt there: it tells nobody by itself. */
const RECEIPT_LOOK_MS = DAY_MS

/** When an order on its way is looked at next. */
export const nextReceiptLook = (receiveBy: number, now: number): number =>
  Math.min(receiveBy, now + RECEIPT_LOOK_MS)

/** Pieces of each line that are neither shipped nor refunded. */
export function unshippedOf(order: Pick<OrderDoc, 'lines' | 'parcels' | 'refunds'>): Map<string, number> {
  const shipped = new Map<string, number>()
  for (const { lines } of Object.values(order.parcels)) {
    for (const { lineId, quantity } of lines) shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity)
  }
  const restocked = new Map<string, number>()
  for (const { lines } of refundsOf(order)) {
    for (const { lineId, restock } of lines) restocked.set(lineId, (restocked.get(lineId) ?? 0) + restock)
  }
  return new Map(
    order.lines.map(({ lineId, quantity }) => [
      lineId,
      Math.max(0, quantity - (shipped.get(lineId) ?? 0) - (restocked.get(lineId) ?? 0)),
    ]),
  )
}

/** What refunds leave of the lines: pieces and money. */
export const leftOf = (order: Pick<OrderDoc, 'lines' | 'refunds'>) => linesLeft(order.lines, refundsOf(order))

/** True when every piece and every fen of the goods is refunded. */
export function isWhollyRefunded(order: Pick<OrderDoc, 'lines' | 'refunds'>): boolean {
  return leftOf(order).every(({ quantity, payFen }) => quantity === 0 && payFen === 0)
}

/** What a deed of the staff was done to. */
export const orderSubject = (orderId: string) => ({ id: orderId, name: `订单 ${orderId}` })
