import type { OrderDoc, OrderEffect, RefundDoc } from '../../sale/order'
import { releaseHolds, restock, sellHolds } from './hold.service'

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
      if (refund) await restock(ctx, order, backOnTheShelf(order, refund), refundNo)
      return 'done'
    },
  },
} satisfies Record<string, OrderEffect>

/** What of a refund can be sold again, by SKU. */
function backOnTheShelf(order: OrderDoc, refund: RefundDoc): Map<string, number> {
  const pieces = new Map<string, number>()
  for (const { lineId, restock: quantity } of refund.lines) {
    const skuId = order.lines.find((line) => line.lineId === lineId)?.skuId
    if (skuId !== undefined && quantity > 0) pieces.set(skuId, (pieces.get(skuId) ?? 0) + quantity)
  }
  return pieces
}
