import { insertRefund } from './refunds'
import { insertTrade } from './trades'
import type { WechatPay } from './wechatpay'

/** A payment that lies in the past; amounts in fen, instants in ms. */
export interface PastPayment {
  outTradeNo: string
  transactionId: string
  prepayId: string
  openid: string
  description: string
  totalFen: number
  placedAt: number
  expiresAt: number
  paidAt: number
}

/** A refund that lies in the past and succeeded. */
export interface PastRefund {
  outRefundNo: string
  refundId: string
  outTradeNo: string
  reason: string
  amountFen: number
  requestedAt: number
  succeededAt: number
}

/** Lets WeChat Pay know of payments and refunds from before it was started; nobody is notified of them. */
export function recordPast(
  { context }: WechatPay,
  past: { payments: readonly PastPayment[]; refunds: readonly PastRefund[] },
): void {
  context.store.transaction(() => {
    for (const payment of past.payments) insertTrade(context, tradeOf(payment))
    for (const refund of past.refunds) insertRefund(context, refundOf(refund))
  })
}

const tradeOf = (payment: PastPayment) => ({
  out_trade_no: payment.outTradeNo,
  prepay_id: payment.prepayId,
  prepaid_at: payment.placedAt,
  params: '{}',
  description: payment.description,
  attach: null,
  openid: payment.openid,
  total: payment.totalFen,
  notify_url: '',
  expires_at: payment.expiresAt,
  state: 'SUCCESS' as const,
  created_at: payment.placedAt,
  transaction_id: payment.transactionId,
  paid_at: payment.paidAt,
})

const refundOf = (refund: PastRefund) => ({
  out_refund_no: refund.outRefundNo,
  refund_id: refund.refundId,
  out_trade_no: refund.outTradeNo,
  refund: refund.amountFen,
  reason: refund.reason,
  notify_url: null,
  status: 'SUCCESS' as const,
  outcome: 'SUCCESS' as const,
  created_at: refund.requestedAt,
  settles_at: null,
  finished_at: refund.succeededAt,
})
