import type { WechatPayContext } from '../context'
import { readSetting, writeSetting } from '../store'
import type { BillDay } from './day'
import { entriesOf } from './entries'
import type { BillEntry } from './entry'
import { feeOf } from './fees'

/** How the bill of a day is made to differ from what happened. `number`: a transaction_id or out_refund_no. */
export type BillChange =
  | { kind: 'drop'; number: string }
  | { kind: 'repeat'; number: string }
  | { kind: 'amount'; number: string; fen: number }
  | { kind: 'status'; number: string; status: string }
  /** A row of something that never happened here; with `refundNo` that of a refund. */
  | { kind: 'add'; outTradeNo: string; transactionId: string; fen: number; refundNo?: string; atMs?: number }
  /** The fund flow alone spends so much more. */
  | { kind: 'flow'; fen: number }
  /** Replaces text in the files; their hash is that of the outcome. */
  | { kind: 'text'; find: string; replace: string }

const nameOf = (date: string): string => `bill.changes.${date}`

export function changesOf({ store }: WechatPayContext, date: string): BillChange[] {
  return JSON.parse(readSetting(store, nameOf(date)) ?? '[]') as BillChange[]
}

export function saveChanges({ store }: WechatPayContext, date: string, changes: readonly BillChange[]): void {
  writeSetting(store, nameOf(date), changes.length > 0 ? JSON.stringify(changes) : undefined)
}

/** What both bills of the day are about: what happened, with the changes that were planned for it (`forge.ts`). */
export function billEntries(context: WechatPayContext, day: BillDay): BillEntry[] {
  return applyChanges(entriesOf(context, day), changesOf(context, day.date), day)
}

function applyChanges(
  entries: readonly BillEntry[],
  changes: readonly BillChange[],
  day: BillDay,
): BillEntry[] {
  let all = [...entries]
  for (const change of changes) {
    if (change.kind === 'drop') all = all.filter((entry) => numberOf(entry) !== change.number)
    if (change.kind === 'repeat') all = all.flatMap((e) => (numberOf(e) === change.number ? [e, e] : [e]))
    if (change.kind === 'amount')
      all = all.map((e) => (numberOf(e) === change.number ? withAmount(e, change.fen) : e))
    if (change.kind === 'status')
      all = all.map((e) =>
        e.refund && numberOf(e) === change.number
          ? { ...e, refund: { ...e.refund, status: change.status } }
          : e,
      )
    if (change.kind === 'add') all = [...all, added(change, day)]
  }
  return all
}

const numberOf = ({ transactionId, refund }: BillEntry): string => refund?.outRefundNo ?? transactionId

const withAmount = (entry: BillEntry, fen: number): BillEntry => ({
  ...entry,
  fen,
  feeFen: entry.refund ? -feeOf(fen) : feeOf(fen),
})

function added(change: Extract<BillChange, { kind: 'add' }>, day: BillDay): BillEntry {
  const { refundNo, fen } = change
  const entry: BillEntry = {
    at: day.startAt + (change.atMs ?? 12 * 3600_000),
    transactionId: change.transactionId,
    outTradeNo: change.outTradeNo,
    openid: 'oSomebodyElse00000000000000A',
    description: '收款',
    attach: '',
    fen,
    feeFen: feeOf(fen),
  }
  if (refundNo === undefined) return entry
  const refund = {
    refundId: `5030${refundNo}`,
    outRefundNo: refundNo,
    status: 'SUCCESS',
    succeededAt: entry.at,
  }
  return { ...entry, feeFen: -entry.feeFen, refund }
}
