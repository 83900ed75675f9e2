/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  DIFFERENCE_STATE: '这笔差异已经处理过了',
  RECONCILING: '这一天正在对账，请稍后再看',
} as const
