/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  SHOP_SETTINGS: '店铺设置有误，这项暂时办不了，请联系商家',
} as const
