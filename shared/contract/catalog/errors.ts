/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PRODUCT_WRONG: '商品资料不完整或写错了，请先在数据库里改正',
} as const
