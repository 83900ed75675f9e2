import type { WechatPayContext } from '../context'
import type { Refund } from '../refunds'
import type { Trade } from '../trades'
import { applyChanges, changesOf } from './changes'
import type { BillDay } from './day'
import { feeOf } from './fees'

/** What a bill has a row about. Amounts in fen. */
export interface BillEntry {
  /**
   * When the payment succeeded or the refund was accepted: 交易时间 is „支付成功时间或发起退款成功时间（注：不是退款成功时间）“.
   * https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html
   */
  at: number
  transactionId: string
  outTradeNo: string
  openid: string
  description: string
  attach: string
  fen: number
  /** Kept by WeChat Pay; what it gives back with a refund is negative. */
  feeFen: number
  /** Absent in the row of a payment. */
  refund?: {
    refundId: string
    outRefundNo: string
    /** As it was when the bill was made: it never changes afterwards. */
    status: string
    succeededAt: number | null
  }
}

/** What the bill of a day is about, the latest first; with the changes that were planned for it (`forge.ts`). */
export function billEntries(context: WechatPayContext, day: BillDay): BillEntry[] {
  const entries = entriesBetween(context, day.startAt, day.endAt, day.readyAt).sort((a, b) => b.at - a.at)
  return applyChanges(entries, changesOf(context, day.date), day)
}

/** What the account holds when a day begins, as far as it came from payments and refunds; fen. */
export function openingBalance(context: WechatPayContext, before: number): number {
  return entriesBetween(context, 0, before, before).reduce(
    (sum, { refund, fen, feeFen }) => sum + (refund ? -fen : fen) - feeFen,
    0,
  )
}

function entriesBetween(context: WechatPayContext, from: number, to: number, readyAt: number): BillEntry[] {
  const paid = context.store.all<Paid>(
    `SELECT out_trade_no, transaction_id, openid, description, attach, total, paid_at
     FROM trade WHERE paid_at >= ? AND paid_at < ?`,
    from,
    to,
  )
  const refunded = context.store.all<Refunded>(
    `SELECT r.*, t.transaction_id, t.openid, t.description, t.attach,
       (SELECT COALESCE(SUM(earlier.refund), 0) FROM refund earlier WHERE earlier.out_trade_no = r.out_trade_no
        AND (earlier.created_at, earlier.out_refund_no) < (r.created_at, r.out_refund_no)) AS before
     FROM refund r JOIN trade t ON t.out_trade_no = r.out_trade_no
     WHERE r.created_at >= ? AND r.created_at < ?`,
    from,
    to,
  )
  return [...paid.map(payment), ...refunded.map((row) => refund(row, readyAt))]
}

type Paid = Pick<
  Trade,
  'out_trade_no' | 'transaction_id' | 'openid' | 'description' | 'attach' | 'total' | 'paid_at'
>
/** `before`: what earlier refunds of the same trade took. */
type Refunded = Refund &
  Pick<Trade, 'transaction_id' | 'openid' | 'description' | 'attach'> & { before: number }

const common = (
  row: Pick<Paid, 'out_trade_no' | 'transaction_id' | 'openid' | 'description' | 'attach'>,
) => ({
  transactionId: row.transaction_id ?? '',
  outTradeNo: row.out_trade_no,
  openid: row.openid,
  description: row.description,
  attach: row.attach ?? '',
})

const payment = (row: Paid): BillEntry => ({
  ...common(row),
  at: row.paid_at ?? 0,
  fen: row.total,
  feeFen: feeOf(row.total),
})

/** A refund gives its share of the fee back; all refunds of a trade together give back the whole fee. */
function refund(row: Refunded, readyAt: number): BillEntry {
  const known = row.finished_at !== null && row.finished_at <= readyAt
  const status = known ? STATUSES[row.status] : 'PROCESSING'
  return {
    ...common(row),
    at: row.created_at,
    fen: row.refund,
    feeFen: feeOf(row.before) - feeOf(row.before + row.refund),
    refund: {
      refundId: row.refund_id,
      outRefundNo: row.out_refund_no,
      status,
      succeededAt: status === 'SUCCESS' ? row.finished_at : null,
    },
  }
}

/** The bill's words: an abnormal refund (退款异常) is CHANGE there. */
const STATUSES: Record<Refund['status'], string> = {
  PROCESSING: 'PROCESSING',
  SUCCESS: 'SUCCESS',
  ABNORMAL: 'CHANGE',
  CLOSED: 'CLOSED',
}
