import type { OrderEffect } from '../../sale/order'
import { giveBackQuotas, releaseQuotas, consumeQuotas } from './take.service'

export const orderEffects = {
  'quota.use': {
    after: ['paid'],
    run: async (ctx, order) => {
      await consumeQuotas(ctx, order._id, order.quotas ?? [])
      return 'done'
    },
  },
  'quota.release': {
    after: ['closed'],
    atOnce: true,
    run: async (ctx, order) => {
      await releaseQuotas(ctx, order._id, order.quotas ?? [])
      return 'done'
    },
  },
  'quota.giveBack': {
    after: ['refunding'],
    keyed: true,
    run: async (ctx, order, refundNo) => {
      await giveBackQuotas(ctx, order._id, refundNo, order.refunds[refundNo]?.quotas ?? [])
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>
