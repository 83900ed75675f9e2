import type { WechatPayContext } from '../context'
import type { Refund } from '../refunds'
import type { Trade } from '../trades'
import type { BillDay } from './day'
import type { BillEntry } from './entry'
import { feeOf } from './fees'

/** What happened on a day, the latest first. */
export function entriesOf(context: WechatPayContext, day: BillDay): BillEntry[] {
  return entriesBetween(context, day.startAt, day.endAt, day.readyAt).sort((a, b) => b.at - a.at)
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
