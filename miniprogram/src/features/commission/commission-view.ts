import { formatYuan } from '@shared/money'
import { levelWords } from '@shared/rules/commission'
import { percentOf } from '@shared/words/percent'
import type { CommissionDetail, CommissionRow, CommissionState } from '@shared/contract/commission/schema'
import { dateText, stampText, dayWords } from '@shared/words/moment'
import type { CommissionLine } from './hooks'

export const COMMISSION_TABS = [
  { value: 'all', label: '全部' },
  { value: 'pending', label: '待结算' },
  { value: 'settled', label: '已到账' },
  { value: 'reversed', label: '已扣回' },
  { value: 'statements', label: '结算单' },
] as const
export type CommissionTab = (typeof COMMISSION_TABS)[number]['value']

export function commissionTab(text: string | undefined): CommissionTab {
  return COMMISSION_TABS.find((tab) => tab.value === text)?.value ?? 'all'
}

/** What each state is called, and the tag it wears. */
export const COMMISSION_WORDS: Readonly<
  Record<CommissionState, { text: string; tone: 'amber' | 'brand' | 'gray' }>
> = {
  pending: { text: '待结算', tone: 'amber' },
  settled: { text: '已到账', tone: 'brand' },
  reversed: { text: '已扣回', tone: 'gray' },
}

/** A state in a word, as the merchant's order names it. */
export function commissionStateWord(state: string): string {
  return (COMMISSION_WORDS as Readonly<Record<string, { text: string } | undefined>>)[state]?.text ?? '处理中'
}

/** `林** 买了纯棉毛巾等 2 样`. */
export function rowTitle({ buyerName, title }: Pick<CommissionRow, 'buyerName' | 'title'>): string {
  return `${buyerName} 买了${title}`
}

const BASE_WORDS = { sales: '实付', profit: '利润' } as const

/** `11-19 · 实付 ¥284.00 × 20% · 一级`, of a profit without the amount; what a refund took back goes before the level. */
export function rowNote(row: CommissionRow, now: number): string {
  const back = row.reversedFen > 0 ? `退款扣 ¥${formatYuan(row.reversedFen)}` : levelWords(row.level)
  const base = row.baseFen === undefined ? '' : ` ¥${formatYuan(row.baseFen)}`
  return `${dateText(row.accruedAt, now)} · ${BASE_WORDS[row.baseKind]}${base} × ${percentOf(row.rateBps)} · ${back}`
}

/** `+25.18`; nothing is added when everything was taken back. */
export function rowAmount({ amountFen }: Pick<CommissionRow, 'amountFen'>): string {
  return `${amountFen > 0 ? '+' : ''}${formatYuan(amountFen)}`
}

/** When it is paid, in a few words beside its state. */
export function whenPaid(row: Pick<CommissionRow, 'state' | 'releaseAt' | 'settledAt'>, now: number): string {
  if (row.state === 'reversed') return '买家已全额退款'
  if (row.state === 'settled') return row.settledAt ? `${dayWords(row.settledAt, now)}入账` : '已入账'
  if (row.releaseAt === undefined) return '买家签收后开始计算解冻日'
  return row.releaseAt > now ? `${dayWords(row.releaseAt, now)}解冻，随后结算` : '已解冻，等下一次结算'
}

/** How what was paid for a line came about: `168.00 − 分摊优惠 11.05`; nothing when nothing was taken off. */
export function paidWords({ goodsFen, discountFen }: CommissionLine): string {
  return discountFen === 0 ? '' : `${formatYuan(goodsFen)} − 分摊优惠 ${formatYuan(discountFen)}`
}

/** The small print below a line's sum. */
export function lineWords(line: CommissionLine): string {
  return [paidWords(line), line.rule].filter(Boolean).join('；')
}

export interface CommissionStep {
  key: string
  title: string
  text?: string
  time: string
  state: 'past' | 'now' | 'future'
}

/** What happened to a commission, newest first, and above it what is still to come. */
export function commissionSteps(detail: CommissionDetail, now: number): CommissionStep[] {
  const past = detail.timeline.map((entry, index): CommissionStep => {
    const amount =
      entry.amountFen === 0 || entry.title.includes('¥') ? '' : ` ¥${formatYuan(Math.abs(entry.amountFen))}`
    return {
      key: `${entry.at}-${index}`,
      title: entry.title + amount,
      ...(entry.note ? { text: entry.note } : {}),
      time: stampText(entry.at).slice(5),
      state: index === 0 ? 'now' : 'past',
    }
  })
  if (detail.state !== 'pending') return past
  const { releaseAt } = detail
  const next: CommissionStep = {
    key: 'next',
    title: '结算入账',
    time: releaseAt === undefined ? '签收后可知' : `预计 ${dateText(Math.max(releaseAt, now), now)} 起`,
    state: 'future',
  }
  return [next, ...past]
}
