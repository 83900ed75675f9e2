import { maskName } from '@shared/text/mask'
import { calendarOf } from '@shared/business-day'
import type { SettlementCycle } from '@shared/rules/settlement-cycle'
import type { CommissionDetail, CommissionRow } from '@shared/contract/commission/schema'
import { formatYuan } from '@shared/money'
import { ruleWords } from '@shared/rules/commission'
import { creditedAtOf, CYCLE_WORDS, periodWords } from '@shared/rules/settlement-cycle'
import type { Wallet } from '@shared/rules/wallet'
import { derivedId } from '../../../platform/ids'
import type { LedgerEntry, Posting } from '../../money/ledger'
import type { CommissionDoc, CommissionLineDoc, CommissionShare } from './commission.model'

/**
 * What a distributor sees of a commission: the own share only, the buyer's name masked, no order number.
 *
 * Neither the shop's cost nor, when commission counts on profit, the base: what the buyer paid less the base is the
 * cost. The rate and the amount are the distributor's to know, and whoever divides one by the other comes near the
 * profit; a shop that wants no distributor to reckon that counts on sales.
 */

/** An id that tells nothing of the order: when it was accrued, and a code that follows from the order. */
export function commissionIdOf({ _id, accruedAt }: Pick<CommissionDoc, '_id' | 'accruedAt'>): string {
  return `${accruedAt}-${derivedId(10, 'commission', _id)}`
}

/** The instant in a commission's id; undefined for something else. */
export function accruedAtOf(commissionId: string): number | undefined {
  const [, at] = /^(\d{1,15})-[0-9A-Za-z]{10}$/.exec(commissionId) ?? []
  return at === undefined ? undefined : Number(at)
}

export function shareOf(commission: CommissionDoc, distributorId: string): CommissionShare | undefined {
  return commission.shares.find((share) => share.distributorId === distributorId)
}

export function toRow(commission: CommissionDoc, share: CommissionShare): CommissionRow {
  return {
    commissionId: commissionIdOf(commission),
    level: share.level,
    buyerName: maskName(commission.buyerName),
    title: commission.title,
    picture: commission.picture,
    orderTail: commission._id.slice(-8),
    goodsPayFen: commission.goodsPayFen,
    ...shownBase(commission, commission.lines),
    baseKind: commission.baseKind,
    rateBps: share.rateBps,
    accruedFen: share.amountFen,
    reversedFen: share.reversedFen,
    amountFen: share.amountFen - share.reversedFen,
    state: commission.state,
    accruedAt: commission.accruedAt,
    ...(commission.releaseAt !== null && { releaseAt: commission.releaseAt }),
    ...(commission.settledAt !== null && { settledAt: commission.settledAt }),
  }
}

export function toDetail(
  commission: CommissionDoc,
  share: CommissionShare,
  entries: readonly LedgerEntry[],
  { cycle, account }: { cycle: SettlementCycle; account: Wallet },
): CommissionDetail {
  return {
    ...toRow(commission, share),
    policyVersion: commission.policyVersion,
    lines: commission.lines.map((line) => ({
      name: line.name,
      specText: line.specText,
      picture: line.picture,
      quantity: line.quantity,
      goodsFen: line.goodsFen,
      discountFen: line.discountFen,
      ...shownBase(commission, [line]),
      ...earned(commission, share, line),
    })),
    timeline: timelineOf(commission, share, entries),
    explanation: explain(commission, cycle, owedFen(share, entries, account)),
  }
}

/** What the rate is applied to on these lines, where a distributor may know it. */
function shownBase({ baseKind }: CommissionDoc, lines: readonly CommissionLineDoc[]): { baseFen?: number } {
  return baseKind === 'profit' ? {} : { baseFen: lines.reduce((sum, { baseFen }) => sum + baseFen, 0) }
}

/** What a share earns on a line, and the rule in words. */
function earned(
  { baseKind }: CommissionDoc,
  { level, lines }: CommissionShare,
  { lineId, baseFen }: CommissionLineDoc,
): { rateBps: number; amountFen: number; rule: string } {
  const { rateBps, fen } = lines.find((line) => line.lineId === lineId) ?? { rateBps: 0, fen: 0 }
  const rounded = (baseFen * rateBps) % 10_000 !== 0
  return { rateBps, amountFen: fen, rule: ruleWords(baseKind, { level, rateBps }, rounded) }
}

const yuan = (fen: number) => `¥${formatYuan(fen)}`

const dayWords = (at: number): string => {
  const { month, day } = calendarOf(at)
  return `${month}月${day}日`
}

type Event = CommissionDetail['timeline'][number]

function timelineOf(
  commission: CommissionDoc,
  share: CommissionShare,
  entries: readonly LedgerEntry[],
): Event[] {
  const events: Event[] = []
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const mine = entry.postings.filter(({ distributorId }) => distributorId === share.distributorId)
    const amountFen = mine.reduce((sum, { fen }) => sum + fen, 0)
    if (mine.length > 0) events.push(eventOf(entry, mine, amountFen))
  }
  if (commission.settledAt !== null && !commission.crediting) {
    const before = Object.values(commission.reversals).filter(({ stage }) => stage === 'pending')
    const taken = before
      .flatMap(({ amounts }) => amounts)
      .filter(({ distributorId }) => distributorId === share.distributorId)
      .reduce((sum, { fen }) => sum + fen, 0)
    events.push({
      at: commission.settledAt,
      title: '结算到账',
      note: `计入 ${periodWords(commission.cycle ?? '')} 的结算单`,
      amountFen: share.amountFen - taken,
    })
  }
  return events.sort((a, b) => b.at - a.at)
}

function eventOf({ kind, at }: LedgerEntry, mine: readonly Posting[], amountFen: number): Event {
  if (kind === 'accrue') {
    return { at, title: '佣金冻结', note: '买家已付款，确认收货后开始计算解冻时间', amountFen }
  }
  const [there, gone] = [-postedFen(mine, 'available'), -postedFen(mine, 'debt')]
  if (there === 0 && gone === 0) {
    const note = `买家退款，扣减 ${yuan(-amountFen)}；还有剩余的照常结算`
    return { at, title: '退款扣减', note, amountFen }
  }
  const parts = [
    ...(there > 0 ? [`已从余额扣回 ${yuan(there)}`] : []),
    ...(gone > 0 ? [`已提走的 ${yuan(gone)} 从之后的结算中抵扣`] : []),
  ]
  return { at, title: '退款扣回', note: `买家退款，${parts.join('，')}`, amountFen }
}

const postedFen = (postings: readonly Posting[], account: Posting['account']): number =>
  postings.filter((posting) => posting.account === account).reduce((sum, { fen }) => sum + fen, 0)

/** What refunds of this commission made debt and is still open; later settlements pay back the whole of it at once. */
function owedFen(
  { distributorId }: CommissionShare,
  entries: readonly LedgerEntry[],
  account: Wallet,
): number {
  const mine = entries.flatMap(({ postings }) =>
    postings.filter((posting) => posting.distributorId === distributorId),
  )
  return Math.min(-postedFen(mine, 'debt'), -account.debtFen)
}

function explain(
  { state, releaseAt, settledAt, freezeDays }: CommissionDoc,
  cycle: SettlementCycle,
  openFen: number,
): string {
  const open = `还有 ${yuan(openFen)} 待抵扣，会从之后的结算中扣除。`
  if (state === 'reversed') {
    return openFen > 0 ? `买家已全额退款，这笔佣金${open}` : '买家已全额退款，这笔佣金已全部扣回。'
  }
  if (state === 'settled') {
    const settled = `已于${dayWords(settledAt ?? 0)}结算。`
    if (openFen > 0) return `${settled}买家有退款，${open}`
    return `${settled}结算后如发生退款，先从余额扣回，不足的从之后的结算中抵扣。`
  }
  const rule = `${CYCLE_WORDS[cycle]}。`
  if (releaseAt === null) {
    return freezeDays === 0 ? `买家确认收货后解冻，${rule}` : `买家确认收货满 ${freezeDays} 天后解冻，${rule}`
  }
  return `预计${dayWords(releaseAt)}解冻，${dayWords(creditedAtOf(cycle, releaseAt))}到账：${rule}`
}
