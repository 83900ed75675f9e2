import { formatYuan } from '@shared/money'
import type { StateWording } from '@/ui'
import { dateText, timeText, whenText } from '@shared/words/moment'
import type { BillDay, BillDayDetail, Difference, DifferenceKind, ReconciliationState } from './hooks'

const STATES: Record<ReconciliationState, StateWording> = {
  pending: { text: '未对账', tone: 'gray' },
  waiting: { text: '账单未生成', tone: 'gray' },
  failed: { text: '对账没成功', tone: 'amber' },
  matched: { text: '一致', tone: 'brand' },
  different: { text: '有差异', tone: 'red' },
  closed: { text: '差异已处理', tone: 'brand' },
}

/** A day's state in a word: `有 2 笔差异`. */
export function billWord({ state, open }: Pick<BillDay, 'state' | 'open'>): StateWording {
  const word = STATES[state]
  return state === 'different' ? { ...word, text: `有 ${open} 笔差异` } : word
}

/** What a day's state means, and what happens next. */
export function billSentence({ state, found, nextAt }: BillDay, now: number): string {
  const next = nextAt !== undefined && nextAt > now ? `${whenText(nextAt, now)} 会自动再对一次` : ''
  const sentences: Record<ReconciliationState, string> = {
    pending: next || '微信支付每天 10 点后出前一天的账单，出来就自动对',
    waiting: `微信支付还没出这天的账单${next && `，${next}`}`,
    failed: `没拿到这天的账单，账没有动${next ? `，${next}` : '，可以点下面再对一次'}`,
    matched: '微信支付收的、退的，和商城里一笔不差',
    different: '下面几笔两边对不上，逐笔看一眼，处理完点「标记已处理」',
    closed: `曾有 ${found} 笔对不上，都处理好了`,
  }
  return sentences[state]
}

/** `11-20 周五`: a business day in the list. */
export function billDayText(day: string, now: number): string {
  const at = Date.parse(`${day}T12:00:00+08:00`)
  const weekday = '日一二三四五六'[new Date(at).getUTCDay()] ?? ''
  return `${dateText(at, now)} 周${weekday}`
}

/** `7 笔 ¥1,024.00`; `—` before the day was compared. */
export const sumsText = (count: number | undefined, fen: number | undefined): string =>
  count === undefined || fen === undefined ? '—' : `${count} 笔 ¥${formatYuan(fen)}`

/** `¥128.00`, `−¥0.77`, or that there is nothing. */
export function sideText(fen: number | undefined): string {
  if (fen === undefined) return '没有'
  return fen < 0 ? `−¥${formatYuan(-fen)}` : `¥${formatYuan(fen)}`
}

interface KindWords {
  /** What differs. */
  title: string
  /** What the amounts of the two sides are. */
  ours: string
  bill: string
  /** What to do about it, in plain words. */
  advice: string
}

const PAYMENT = { ours: '商城收款', bill: '微信账单' }
const REFUND = { ours: '商城退款', bill: '微信账单' }

const KINDS: Record<DifferenceKind, KindWords> = {
  payment_unknown: {
    ...PAYMENT,
    title: '微信收了钱，商城没有这笔订单',
    advice:
      '多半是收款码或别的系统用同一个商户号收的，确认来路后记一笔就行。都不是的话，去微信支付商户平台按支付单号查付款人，原路退回。',
  },
  payment_missed: {
    ...PAYMENT,
    title: '微信收了钱，商城没记为已付款',
    advice:
      '点「重新对账」，商城会再去微信支付核实并补记。还不行，就在商户平台按支付单号查这笔，和买家确认后退款或补发。',
  },
  payment_unbilled: {
    ...PAYMENT,
    title: '商城记了收款，微信账单里没有',
    advice:
      '先别发货。去微信支付商户平台按支付单号查：查得到，多半记在了前后一天，等一天再对；查不到，请联系微信支付客服。',
  },
  payment_amount: {
    ...PAYMENT,
    title: '收款金额不一样',
    advice: '以微信支付实收为准。打开订单核对应付金额，少收的联系买家补，多收的在商户平台退给买家。',
  },
  payment_twice: {
    ...PAYMENT,
    title: '同一笔订单收了两次',
    advice: '去商户平台按支付单号确认是不是真收了两次。是的话，把多收的那笔原路退给买家。',
  },
  refund_unknown: {
    ...REFUND,
    title: '微信退了钱，商城没有这笔退款',
    advice:
      '多半是有人在商户平台手工退的。确认是谁退的、退给谁：是这笔订单的，点「补记退款」，佣金和库存会跟着退；不是商城的，标记已处理就行。',
  },
  refund_missed: {
    ...REFUND,
    title: '微信已退成，商城还没记上',
    advice: '点「重新对账」，商城会再去微信支付核实并补记。',
  },
  refund_unbilled: {
    ...REFUND,
    title: '商城记了退款，微信账单里没有',
    advice: '去商户平台按退款单号查。查不到就是没退出去，打开订单再退一次，并告诉买家稍等。',
  },
  refund_amount: {
    ...REFUND,
    title: '退款金额不一样',
    advice: '以微信支付实退为准。少退的在商户平台补退，多退的联系买家。',
  },
  refund_state: {
    ...REFUND,
    title: '商城记了退款成功，微信没退成',
    advice: '买家可能没收到钱。去商户平台按退款单号看原因，常见是买家银行卡注销，可以改退到别的账户。',
  },
  refund_twice: {
    ...REFUND,
    title: '同一笔退款退了两次',
    advice: '去商户平台按退款单号确认。真退了两次的话，联系微信支付客服和买家。',
  },
  flow: {
    ours: '交易账单净额',
    bill: '资金账单净额',
    title: '微信的交易账单和资金账单对不上',
    advice:
      '钱实际进出和交易对不上，常见是跨零点入账，等一天再对。连着几天都差，请联系微信支付客服核对手续费。',
  },
}

export const kindWords = (kind: DifferenceKind): KindWords => KINDS[kind]

/** Whether the refund can be booked: it was made by hand, and of an order of the mall. */
export const bookable = ({ kind, state, orderId }: Pick<Difference, 'kind' | 'state' | 'orderId'>): boolean =>
  kind === 'refund_unknown' && state === 'open' && orderId !== undefined

/** What booking a refund means, before it is done. */
export const bookingText = ({ orderId = '' }: Pick<Difference, 'orderId'>): string =>
  `商城先向微信支付核实，退成了才记到订单 ${orderId}：佣金按退款扣回，全退时没发出的货回到库存。钱不会再退一次，补记后不能撤回`

/** Who closed a difference, when, and what they noted. */
export function closedText({ state, closedAt, closedBy, note }: Difference, now: number): string {
  if (state === 'open' || closedAt === undefined) return ''
  const who = state === 'resolved' ? '系统处理' : `${closedBy ?? ''} 已处理`
  return `${who} · ${whenText(closedAt, now)}${note ? ` · ${note}` : ''}`
}

/** `10:01 对过`; nothing before. */
export const reconciledText = ({ reconciledAt }: BillDayDetail, now: number): string =>
  reconciledAt === undefined ? '' : `${dateText(reconciledAt, now)} ${timeText(reconciledAt)} 对过`
