export interface Params {
  orderId: string
  /** The same from WeChat's own message on the shipping, which appends what it knows of the payment. */
  merchant_trade_no?: string
}
