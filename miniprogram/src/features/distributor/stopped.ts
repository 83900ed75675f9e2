import type { Stopped } from '@shared/contract/distributor/schema'

const WORDS: Record<Stopped, { title: string; text: string }> = {
  suspended: { title: '推广已暂停', text: '暂停期间没有新的佣金，想恢复请联系客服' },
  removed: { title: '推广资格已取消', text: '不再有新的佣金，有疑问请联系客服' },
  left: { title: '你已退出推广', text: '不再有新的佣金，想回来可以重新申请' },
}

/** What became of a distributor, in the own words of the page and in one of the merchant's lists. */
export const stoppedWords = (how: Stopped): { title: string; text: string } => WORDS[how]

export const STOPPED_TAG: Record<Stopped, string> = {
  suspended: '已暂停',
  removed: '已取消',
  left: '自己退出',
}
