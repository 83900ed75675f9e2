import type { CommissionDoc } from '../../../cloudfunctions/domain/distribution/commission'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'

/** What has happened in a round, each as the shop's own records have it. */
export interface Facts {
  /** A card of the distributor lies in the group. */
  forwarded: boolean
  /** Somebody came in through a card. */
  opened: boolean
  paid: boolean
  shipped: boolean
  received: boolean
  /** Its commission is credited, or there is none to wait for. */
  settled: boolean
  /** The shop has an owner. */
  claimed: boolean
  /** The shop is open. */
  trading: boolean
}

/** How far a paid order has come. */
export function factsOfSale(
  order: OrderDoc | null,
  commission: CommissionDoc | null,
): Pick<Facts, 'paid' | 'shipped' | 'received' | 'settled'> {
  const received = order?.receivedAt !== undefined
  return {
    paid: order?.paidAt !== undefined,
    shipped: order?.shippedAt !== undefined,
    received,
    settled: commission ? commission.state === 'settled' && !commission.crediting : received,
  }
}
