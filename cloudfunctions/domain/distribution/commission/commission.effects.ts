import { owingKind, type OwingKind } from '../../../platform/parked'
import type { OrderEffect } from '../../sale/order'
import { COMMISSIONS } from './commission.repo'
import { accrueCommission, commissionEffects, reverseCommission, scheduleRelease } from './commission.service'

export const orderEffects = {
  'commission.accrue': {
    what: '给推广员记佣金',
    after: ['paid'],
    atOnce: true,
    run: async (ctx, order) => {
      await accrueCommission(ctx, order)
      return 'done'
    },
  },
  'commission.schedule': {
    what: '安排佣金的解冻时间',
    after: ['received'],
    atOnce: true,
    run: async (ctx, order) => {
      await scheduleRelease(ctx, order)
      return 'done'
    },
  },
  'commission.reverse': {
    what: '扣回退款部分的佣金',
    after: ['refunding'],
    keyed: true,
    run: async (ctx, order, refundNo) => {
      const refund = order.refunds[refundNo]
      if (refund) await reverseCommission(ctx, order, refund)
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>

export const owing: readonly OwingKind[] = [
  owingKind(
    COMMISSIONS,
    (id) => `订单 ${id} 的佣金`,
    () => commissionEffects,
  ),
]
