/** What a bill has a row about. Amounts in fen. */
export interface BillEntry {
  /**
   * When the payment succeeded or the refund was accepted: 交易时间 is „支付成功时间或发起退款成功时间（注：不是退款成功时间）“.
   * https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html
   */
  at: number
  transactionId: string
  outTradeNo: string
  openid: string
  description: string
  attach: string
  fen: number
  /** Kept by WeChat Pay; what it gives back with a refund is negative. */
  feeFen: number
  /** Absent in the row of a payment. */
  refund?: {
    refundId: string
    outRefundNo: string
    /** As it was when the bill was made: it never changes afterwards. */
    status: string
    succeededAt: number | null
  }
}
