/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  CART_FULL: '购物车放不下啦，先清理一些吧',
} as const
