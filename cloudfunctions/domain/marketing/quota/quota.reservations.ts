import { owingOwners } from '../../../platform/hold'
import type { Reservation } from '../../sale/checkout'
import { ORDER_OWNERS } from './quota.model'
import { findHoldingOrders, takenByOrders } from './quota.repo'
import type { QuotaOwners } from './quota.seams'
import { takeQuotas, untakeQuotas } from './take.service'

export const reservations: readonly Reservation[] = [
  {
    name: 'quota',
    take: (ctx, order) => takeQuotas(ctx, order._id, order.quotas ?? []),
    giveBack: (ctx, order) => untakeQuotas(ctx, order._id, order.quotas ?? []),
  },
]

export const quotaOwners: readonly QuotaOwners[] = [
  {
    name: ORDER_OWNERS,
    standing: async (ctx, ids) =>
      owingOwners(await findHoldingOrders(ctx, ids), {
        wants: ({ quotas }, { quotaId }) => quotas?.some((need) => need.quotaId === quotaId) ?? false,
        waits: ({ state }) => state === 'pending_payment',
        ends: ['quota.use', 'quota.release'],
        givesBack: 'quota.giveBack',
      }),
    taken: takenByOrders,
  },
]
