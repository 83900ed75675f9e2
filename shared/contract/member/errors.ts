/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  TEXT_REFUSED: '这段文字微信不让显示，请换个说法',
  ADDRESS_LIMIT: '最多保存 20 个收货地址',
} as const
