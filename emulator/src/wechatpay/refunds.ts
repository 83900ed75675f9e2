import type { WechatPayContext } from './context'
import { rfc3339 } from './format'
import { enqueue } from './notifications'
import { readSetting, writeSetting } from './store'
import { findTrade, type Trade } from './trades'

export type RefundOutcome = 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

export interface Refund {
  out_refund_no: string
  refund_id: string
  out_trade_no: string
  /** Fen. */
  refund: number
  reason: string | null
  notify_url: string | null
  status: 'PROCESSING' | RefundOutcome
  /** What it will become. */
  outcome: RefundOutcome
  created_at: number
  settles_at: number | null
  finished_at: number | null
}

const COLUMNS =
  'out_refund_no, refund_id, out_trade_no, refund, reason, notify_url, status, outcome, created_at, settles_at, finished_at'

export function insertRefund({ store }: WechatPayContext, made: Refund): void {
  store.run(
    `INSERT INTO refund (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    made.out_refund_no,
    made.refund_id,
    made.out_trade_no,
    made.refund,
    made.reason,
    made.notify_url,
    made.status,
    made.outcome,
    made.created_at,
    made.settles_at,
    made.finished_at,
  )
}

export const findRefund = ({ store }: WechatPayContext, outRefundNo: string): Refund | undefined =>
  store.one<Refund>(`SELECT ${COLUMNS} FROM refund WHERE out_refund_no = ?`, outRefundNo)

export const refundsOf = ({ store }: WechatPayContext, outTradeNo: string): Refund[] =>
  store.all<Refund>(`SELECT ${COLUMNS} FROM refund WHERE out_trade_no = ? ORDER BY created_at`, outTradeNo)

interface NextRefund {
  outcome: RefundOutcome
  /** How long it stays PROCESSING; absent: as always. */
  delayMs?: number
}

/** What the next refund was told to become (once), or SUCCESS. */
export function takeNextRefund({ store }: WechatPayContext): NextRefund {
  const wanted = readSetting(store, NEXT_REFUND)
  writeSetting(store, NEXT_REFUND, undefined)
  return wanted ? (JSON.parse(wanted) as NextRefund) : { outcome: 'SUCCESS' }
}

/** @param delayMs how long the refund stays PROCESSING, on the emulator's clock */
export const setNextOutcome = ({ store }: WechatPayContext, outcome: RefundOutcome, delayMs?: number): void =>
  writeSetting(store, NEXT_REFUND, JSON.stringify({ outcome, delayMs }))

const NEXT_REFUND = 'refund.next'

/** Why no refund is accepted: the shop's balance does not suffice, or the payers' accounts are gone. */
export type RefundRefusal = 'NOT_ENOUGH' | 'USER_ACCOUNT_ABNORMAL'

/** From now on new refunds are refused like this; `undefined`: accepted again. */
export const refuseRefunds = ({ store }: WechatPayContext, refusal: RefundRefusal | undefined): void =>
  writeSetting(store, 'refund.refusal', refusal)

export const refundRefusal = ({ store }: WechatPayContext): RefundRefusal | undefined =>
  readSetting(store, 'refund.refusal') as RefundRefusal | undefined

/** When the next refund leaves PROCESSING, ms; nothing when none waits. */
export const nextSettlementAt = ({ store }: WechatPayContext): number | undefined =>
  store.one<{ at: number | null }>('SELECT MIN(settles_at) AS at FROM refund WHERE settles_at IS NOT NULL')
    ?.at ?? undefined

/** Finishes every refund whose time has come. */
export function settleDueRefunds(context: WechatPayContext): void {
  const due = context.store.all<Refund>(
    `SELECT ${COLUMNS} FROM refund WHERE settles_at <= ? ORDER BY settles_at`,
    context.clock.now(),
  )
  for (const one of due) finishRefund(context, one.out_refund_no, one.outcome)
}

/**
 * Moves a refund to its outcome and owes the notification, in one transaction. An ABNORMAL one may still end
 * well; SUCCESS and CLOSED are the end. Answers whether anything changed.
 */
export function finishRefund(
  context: WechatPayContext,
  outRefundNo: string,
  outcome: RefundOutcome,
): boolean {
  const now = context.clock.now()
  const changed = context.store.transaction(() => {
    const changes = context.store.run(
      `UPDATE refund SET status = ?, settles_at = NULL, finished_at = ?
       WHERE out_refund_no = ? AND status IN ('PROCESSING', 'ABNORMAL') AND status <> ?`,
      outcome,
      now,
      outRefundNo,
      outcome,
    )
    const known = changes === 1 ? findRefund(context, outRefundNo) : undefined
    if (known?.notify_url) {
      enqueue(context, {
        eventType: `REFUND.${outcome}`,
        subject: outRefundNo,
        url: known.notify_url,
        resource: refundNotice(context, known),
        drops: 0,
      })
    }
    return changes === 1
  })
  if (changed) context.wake()
  return changed
}

/** A refund as the two refund calls answer it. */
export function refundResource(
  context: WechatPayContext,
  known: Refund,
  trade: Trade | undefined = findTrade(context, 'out_trade_no', known.out_trade_no),
): Record<string, unknown> {
  const total = trade?.total ?? 0
  return {
    refund_id: known.refund_id,
    out_refund_no: known.out_refund_no,
    transaction_id: trade?.transaction_id,
    out_trade_no: known.out_trade_no,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(known.status === 'SUCCESS' && { success_time: rfc3339(known.finished_at ?? known.created_at) }),
    create_time: rfc3339(known.created_at),
    status: known.status,
    funds_account: 'UNSETTLED',
    amount: {
      total,
      refund: known.refund,
      from: [],
      payer_total: total,
      payer_refund: known.refund,
      settlement_refund: known.refund,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: 0,
    },
    promotion_detail: [],
  }
}

/** A refund as its notification carries it. */
function refundNotice(context: WechatPayContext, known: Refund): Record<string, unknown> {
  const trade = findTrade(context, 'out_trade_no', known.out_trade_no)
  const total = trade?.total ?? 0
  return {
    mchid: context.mchid,
    transaction_id: trade?.transaction_id,
    out_trade_no: known.out_trade_no,
    refund_id: known.refund_id,
    out_refund_no: known.out_refund_no,
    refund_status: known.status,
    ...(known.status === 'SUCCESS' && { success_time: rfc3339(known.finished_at ?? known.created_at) }),
    user_received_account: '支付用户零钱',
    amount: { total, refund: known.refund, payer_total: total, payer_refund: known.refund },
  }
}
