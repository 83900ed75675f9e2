/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  REFUND_TOO_MUCH: '退的比还能退的多，请刷新后再退',
  REFUND_STATE: '这笔订单现在不能退款',
} as const
