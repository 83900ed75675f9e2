import type { OrderDoc, Reservation } from '../../sale/order'
import { holdStock, unholdStock, type HoldLine } from './hold.service'

/** What an order wants of each SKU, over all its lines. */
function holdsOf({ lines }: OrderDoc): HoldLine[] {
  const bySku = new Map<string, HoldLine>()
  for (const { skuId, quantity, shards } of lines) {
    const before = bySku.get(skuId)?.quantity ?? 0
    bySku.set(skuId, { skuId, quantity: before + quantity, ...(shards !== undefined && { shards }) })
  }
  return [...bySku.values()]
}

export const reservations: readonly Reservation[] = [
  {
    name: 'stock',
    take: (ctx, order) => holdStock(ctx, order._id, holdsOf(order)),
    giveBack: (ctx, order) => unholdStock(ctx, order._id, holdsOf(order)),
  },
]
