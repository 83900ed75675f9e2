import { givenBack } from '@shared/rules/give-back'
import { refundsOf, type OrderDoc, type OrderEffect, type RefundDoc } from '../../sale/order'
import type { RefundPart } from '../../sale/refund'
import type { QuotaAmount } from './quota.model'
import { giveBackQuotas, releaseQuotas, consumeQuotas } from './take.service'

export const orderEffects = {
  'quota.use': {
    what: '记下用掉的名额',
    after: ['paid'],
    run: async (ctx, order) => {
      await consumeQuotas(ctx, order._id, order.quotas ?? [])
      return 'done'
    },
  },
  'quota.release': {
    what: '归还占用的名额',
    after: ['closed'],
    atOnce: true,
    run: async (ctx, order) => {
      await releaseQuotas(ctx, order._id, order.quotas ?? [])
      return 'done'
    },
  },
  'quota.giveBack': {
    what: '归还退款部分的名额',
    after: ['refunding'],
    keyed: true,
    run: async (ctx, order, refundNo) => {
      await giveBackQuotas(ctx, order._id, refundNo, order.refunds[refundNo]?.quotas ?? [])
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>

export const refundParts: readonly RefundPart[] = [
  {
    name: 'quota',
    complete(order, refund) {
      const quotas = backWith(order, refund)
      return quotas.length > 0 ? { quotas } : {}
    },
  },
]

/** What a refund gives back of the order's quotas: what has come back with it in all, less what did before it. */
function backWith(order: OrderDoc, refund: RefundDoc): QuotaAmount[] {
  const before = refundsOf(order)
  const refunds = [...before, refund]
  const back = new Map<string, number>()
  for (const { quotaId, amount, givesBackOnRefund, lineIds } of order.quotas ?? []) {
    if (!givesBackOnRefund) continue
    const lines = lineIds ? order.lines.filter(({ lineId }) => lineIds.includes(lineId)) : order.lines
    back.set(quotaId, (back.get(quotaId) ?? 0) + givenBack(amount, lines, refunds))
  }
  for (const { quotaId, amount } of before.flatMap(({ quotas = [] }) => quotas)) {
    const all = back.get(quotaId)
    if (all !== undefined) back.set(quotaId, all - amount)
  }
  return [...back].filter(([, amount]) => amount > 0).map(([quotaId, amount]) => ({ quotaId, amount }))
}
