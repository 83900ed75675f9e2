import type { Reservation } from '../../sale/checkout'
import { holdStock, unholdStock } from './hold.service'

export const reservations: readonly Reservation[] = [
  {
    name: 'stock',
    take: (ctx, order) => holdStock(ctx, order._id, order.lines),
    giveBack: (ctx, order) => unholdStock(ctx, order._id, order.lines),
  },
]
