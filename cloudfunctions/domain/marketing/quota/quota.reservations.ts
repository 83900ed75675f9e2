import type { Reservation } from '../../sale/checkout'
import { takeQuotas, untakeQuotas } from './take.service'

export const reservations: readonly Reservation[] = [
  {
    name: 'quota',
    take: (ctx, order) => takeQuotas(ctx, order._id, order.quotas ?? []),
    giveBack: (ctx, order) => untakeQuotas(ctx, order._id, order.quotas ?? []),
  },
]
