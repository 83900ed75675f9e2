import type { OrderDoc } from '../../cloudfunctions/domain/order'
import { derivedId, derivedNumber } from '../../cloudfunctions/platform/ids'
import type { WechatPay } from '../../emulator/src/wechatpay'
import { insertRefund } from '../../emulator/src/wechatpay/refunds'
import { insertTrade } from '../../emulator/src/wechatpay/trades'

/** Tells the local WeChat Pay of payments and refunds that lie in the demo's past. */
export function payTrades({ context }: WechatPay, orders: readonly OrderDoc[]): void {
  context.store.transaction(() => {
    insertAll(context, orders)
    insertRefunds(context, orders)
  })
}

function insertRefunds(context: WechatPay['context'], orders: readonly OrderDoc[]): void {
  for (const order of orders) {
    for (const refund of Object.values(order.refunds)) {
      insertRefund(context, {
        out_refund_no: refund.refundNo,
        refund_id: `5030${derivedNumber('demo-refund', refund.refundNo)}0000`,
        out_trade_no: order._id,
        refund: refund.amountFen,
        reason: refund.reason,
        notify_url: null,
        status: 'SUCCESS',
        outcome: 'SUCCESS',
        created_at: refund.requestedAt,
        settles_at: null,
        finished_at: refund.succeededAt ?? refund.requestedAt,
      })
    }
  }
}

function insertAll(context: WechatPay['context'], orders: readonly OrderDoc[]): void {
  for (const order of orders) {
    if (order.paidAt === undefined || order.state === 'closed') continue
    insertTrade(context, {
      out_trade_no: order._id,
      prepay_id: `wx${derivedId(34, 'demo-prepay', order._id)}`,
      prepaid_at: order.placedAt,
      params: '{}',
      description: order.lines[0]?.name ?? '商品',
      attach: null,
      openid: order.buyerId,
      total: order.payFen,
      notify_url: '',
      expires_at: order.expiresAt,
      state: 'SUCCESS',
      created_at: order.placedAt,
      transaction_id: order.transactionId ?? null,
      paid_at: order.paidAt,
    })
  }
}
