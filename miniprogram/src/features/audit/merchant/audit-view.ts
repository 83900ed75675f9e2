import { dayNumberOf } from '@shared/business-day'
import { countText } from '@shared/words/count'
import type { StateWording } from '@/ui'
import type { Audit } from './hooks'

/** Every night has a check: nobody misses one that was not done yet this morning. */
const MISSED_AFTER_DAYS = 2

const daysAgo = ({ finishedAt }: Audit, now: number): number => dayNumberOf(now) - dayNumberOf(finishedAt)

/** 账平, or how much differs; and that nobody knows when no check has come to its end for days. */
export function auditWord(audit: Audit, now: number): StateWording {
  if (audit.differences > 0) return { text: `${countText(audit.differences)} 处对不上`, tone: 'red' }
  return daysAgo(audit, now) < MISSED_AFTER_DAYS
    ? { text: '账平', tone: 'brand' }
    : { text: '好几天没核了', tone: 'amber' }
}

/** What a check says, and what to do about it. */
export function auditSentence(audit: Audit, now: number): string {
  if (audit.differences > 0) {
    return '商城自己的账前后对不上。钱先别动，请技术人员查日志里的 audit.different，每处都记着'
  }
  return daysAgo(audit, now) < MISSED_AFTER_DAYS
    ? '分录、余额、结算单、佣金和订单，逐份核过，一分不差'
    : `每天凌晨都该核一次，上次是 ${daysAgo(audit, now)} 天前，请技术人员看看定时任务`
}
