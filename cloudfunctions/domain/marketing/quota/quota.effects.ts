import type { OrderEffect } from '../../sale/order'
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
