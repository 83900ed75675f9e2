/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PARCEL_LINES: '包裹里的商品和待发的对不上，请刷新后再发',
  CORRECTED_ONCE: '这笔订单的单号已经改过一次，微信只允许改一次。可以把新单号发给买家',
} as const
