import { dayNumberOf } from '@shared/business-day'
import { countText } from '@shared/words/count'
import type { StateWording } from '@/ui'
import type { Audit } from './hooks'

const daysAgo = ({ finishedAt }: Audit, now: number): number => dayNumberOf(now) - dayNumberOf(finishedAt)

/** Every night has a check; nobody misses one that is not done yet this morning. */
const isLate = (audit: Audit, now: number): boolean => daysAgo(audit, now) > 1

/** 账平, or how much differs; and that nobody knows when no check has come to its end for days. */
export function auditWord(audit: Audit, now: number): StateWording {
  if (audit.differences > 0) return { text: `${countText(audit.differences)} 处对不上`, tone: 'red' }
  return isLate(audit, now) ? { text: '好几天没核账了', tone: 'amber' } : { text: '账平', tone: 'brand' }
}

/** What a check says, and what to do about it. */
export function auditSentence(audit: Audit, now: number): string {
  if (audit.differences > 0) {
    return '商城自己的账前后对不上。钱先别动，请技术人员查日志里的 audit.different，每处都记着'
  }
  return isLate(audit, now)
    ? `每天凌晨都该核一次，上次是 ${daysAgo(audit, now)} 天前，请技术人员看看定时任务`
    : '分录、余额、结算单、佣金和订单，逐份核过，一分不差'
}
