/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  SHOP_SETTINGS: '店铺设置有误，这项暂时办不了，请联系商家',
  SHOP_CLOSED: '店还在布置，开张以后就能下单',
} as const
