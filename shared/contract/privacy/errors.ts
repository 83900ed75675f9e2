/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  TERMS_OUTDATED: '协议刚刚更新，请重新阅读并同意',
  ERASE_ORDERS: '还有没结束的订单，等它们完成后再来注销',
  ERASE_DISTRIBUTOR: '请先退出推广、结清佣金，再来注销',
} as const
