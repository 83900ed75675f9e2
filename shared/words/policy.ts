/** The choices of the policy in a word, where they are told and not chosen. */
export const BASE_WORDS = { sales: '实付金额', profit: '利润' } as const
export const PAID_WORDS = {
  daily: '每天',
  weekly: '每周',
  monthly: '每月',
} as const
export const MODE_WORDS = { first: '算最早的', last: '算最近的' } as const
