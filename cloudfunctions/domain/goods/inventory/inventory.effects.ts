import type { OrderEffect } from '../../sale/order'
import { releaseHolds, restock, sellHolds } from './sale.service'

export const orderEffects = {
  'stock.sell': {
    after: ['paid'],
    run: async (ctx, order) => {
      await sellHolds(ctx, order)
      return 'done'
    },
  },
  'stock.release': {
    after: ['closed'],
    atOnce: true,
    run: async (ctx, order) => {
      await releaseHolds(ctx, order)
      return 'done'
    },
  },
  'stock.restock': {
    after: ['refunding'],
    keyed: true,
    when: ({ restock: isBack }) => isBack === true,
    run: async (ctx, order, refundNo) => {
      const refund = order.refunds[refundNo]
      if (refund) await restock(ctx, order, refund.quantities, refundNo)
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>
