/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  STOCK_NEGATIVE: '调整后库存会小于 0，请检查数量',
  ADJUSTMENT_EXPIRED: '这次调整放得太久了，请看一眼现在的库存再重新调',
} as const
