/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  ADDRESS_LIMIT: '最多保存 20 个收货地址',
} as const
