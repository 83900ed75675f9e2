import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { derivedId, derivedNumber } from '../../cloudfunctions/platform/ids'
import { recordPast, type WechatPay } from '../../emulator/src/wechatpay'

/** Tells the local WeChat Pay of payments and refunds that lie in the demo's past. */
export function payTrades(wechatpay: WechatPay, orders: readonly OrderDoc[]): void {
  recordPast(wechatpay, {
    payments: orders.flatMap((order) => {
      const { paidAt, transactionId } = order
      if (paidAt === undefined || transactionId === undefined || order.state === 'closed') return []
      return {
        outTradeNo: order._id,
        transactionId,
        prepayId: `wx${derivedId(34, 'demo-prepay', order._id)}`,
        openid: order.buyerId,
        description: order.lines[0]?.name ?? '商品',
        totalFen: order.payFen,
        placedAt: order.placedAt,
        expiresAt: order.expiresAt,
        paidAt,
      }
    }),
    refunds: orders.flatMap((order) =>
      Object.values(order.refunds).map((refund) => ({
        outRefundNo: refund.refundNo,
        refundId: `5030${derivedNumber('demo-refund', refund.refundNo)}0000`,
        outTradeNo: order._id,
        reason: refund.reason,
        amountFen: refund.amountFen,
        requestedAt: refund.requestedAt,
        succeededAt: refund.succeededAt ?? refund.requestedAt,
      })),
    ),
  })
}
