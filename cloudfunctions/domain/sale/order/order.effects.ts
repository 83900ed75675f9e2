import { owingKind, type OwingKind } from '../../../platform/parked'
import { ORDERS } from './order.repo'

export const owing: readonly OwingKind[] = [
  owingKind(
    ORDERS,
    (id) => `订单 ${id}`,
    (ctx) => ctx.seams.orderEffects,
  ),
]
