/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  REFUND_STATE: '这笔订单现在不能退款',
} as const
