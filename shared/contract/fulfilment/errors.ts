/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PARCEL_LINES: '包裹里的商品和待发的对不上，请刷新后再发',
} as const
