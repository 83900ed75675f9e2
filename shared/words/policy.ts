import type { BindingPolicy, CommissionPolicy } from '../contract/policy/schema'

/** The choices of the policy in a word, where they are told and not chosen. */
export const BASE_WORDS: Record<CommissionPolicy['base'], string> = { sales: '实付金额', profit: '利润' }
export const PAID_WORDS: Record<CommissionPolicy['cycle'], string> = {
  daily: '每天',
  weekly: '每周',
  monthly: '每月',
}
export const MODE_WORDS: Record<BindingPolicy['mode'], string> = { first: '算最早的', last: '算最近的' }
