/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  DIFFERENCE_STATE: '这笔差异已经处理过了',
  REFUND_NOT_DONE: '微信支付还没有退成这笔款，退成后再补记',
  REFUND_UNFIT: '这笔退款和订单对不上，不能补记，请先核对订单和退款金额',
  RECONCILING: '这一天正在对账，请稍后再看',
} as const
