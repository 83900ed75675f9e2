/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PAYMENT_UNAVAILABLE: '微信支付暂时没有响应，请稍后再试',
} as const
