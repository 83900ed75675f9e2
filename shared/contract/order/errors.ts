/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  ORDER_STATE: '订单状态已变化，请刷新后再试',
  ORDER_EXPIRED: '订单已超时关闭，请重新下单',
  ORDER_PAID: '订单已支付，无需重复付款',
} as const
