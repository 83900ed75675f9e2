import { BillProblem } from './bill-file'
import { billLines, count, fen, instant, millis, roundToFen, sameSum, type Line } from './bill-lines'

/** A payment as the bill of its day has it. */
export interface BillPayment {
  transactionId: string
  orderId: string
  /** What the order cost, fen. */
  totalFen: number
}

/** A refund as the bill of the day has it on which WeChat Pay accepted it. */
export interface BillRefund {
  refundNo: string
  orderId: string
  refundFen: number
  /** As it was when the bill was made; a bill never changes. `failed`: not on the usual way. */
  status: 'succeeded' | 'processing' | 'failed'
}

/** What a day's trades come to, all apps of the merchant together. */
export interface TradeSums {
  payments: number
  paymentFen: number
  refunds: number
  refundFen: number
  /** What WeChat Pay keeps, less what it gave back. */
  feeFen: number
  /** What is left for the merchant: what is settled of payments, less refunds, less fees. */
  netFen: number
}

export interface TradeBill {
  /** Of this app only. */
  payments: BillPayment[]
  refunds: BillRefund[]
  sums: TradeSums
  /** Rows of the merchant's other apps and of payments that were taken back (REVOKED): in the sums only. */
  others: number
}

const MAX_ROWS = 200_000

/** https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html, bill_type ALL */
const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'.split(
    ',',
  )
const SUM_COLUMNS =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'.split(',')
/** The columns behind the shop's own text are counted from the end. */
const FROM_THE_END = COLUMNS.indexOf('手续费')

const STATUSES: Record<string, BillRefund['status']> = { SUCCESS: 'succeeded', PROCESSING: 'processing' }

/**
 * Reads a 交易账单 (ALL) line by line; `finish` answers it after the last line. Anything unexpected (columns, an
 * amount, another day or merchant, sums that do not add up) throws BillProblem: a bill counts whole or not at all.
 */
export function tradeBillReader(us: { appid: string; mchid: string }, day: string) {
  const bill: TradeBill = {
    payments: [],
    refunds: [],
    sums: { payments: 0, paymentFen: 0, refunds: 0, refundFen: 0, feeFen: 0, netFen: 0 },
    others: 0,
  }
  // As the last line of the file names them; fees in thousandths of a fen.
  const all = { rows: 0, settled: 0, back: 0, coupons: 0, fees: 0, total: 0, asked: 0 }

  const lines = billLines({
    columns: COLUMNS,
    sumColumns: SUM_COLUMNS,
    onRow(line) {
      const cell = cellsBy(line)
      if (++all.rows > MAX_ROWS) throw new BillProblem(`more than ${MAX_ROWS} rows`)
      instant(cell('交易时间'), day, line)
      if (cell('商户号') !== us.mchid) throw new BillProblem(`line ${line.number}: another merchant`)
      const [settled, total] = [fen(cell('应结订单金额'), line), fen(cell('订单金额'), line)]
      const [back, asked] = [fen(cell('退款金额'), line), fen(cell('申请退款金额'), line)]
      const fees = millis(cell('手续费'), line)
      all.settled += settled
      all.total += total
      all.back += back
      all.asked += asked
      all.coupons += fen(cell('充值券退款金额'), line)
      all.fees += fees
      const feeFen = roundToFen(fees)
      bill.sums.feeFen += feeFen
      bill.sums.netFen += settled - back - feeFen

      const state = cell('交易状态')
      const refunded = state === 'REFUND'
      // What a payment code took and gave back at once (撤销) is no payment of an order and no refund of one.
      const revoked = state === 'REVOKED'
      if (!revoked) bill.sums[refunded ? 'refunds' : 'payments'] += 1
      if (!refunded) bill.sums.paymentFen += total
      if (refunded || revoked) bill.sums.refundFen += asked
      if (cell('公众账号ID') !== us.appid || revoked) {
        bill.others += 1
        return
      }
      if (cell('货币种类') !== 'CNY') throw new BillProblem(`line ${line.number}: another currency`)
      const orderId = cell('商户订单号')
      if (refunded) {
        const status = STATUSES[cell('退款状态')] ?? 'failed'
        bill.refunds.push({ refundNo: cell('商户退款单号'), orderId, refundFen: asked, status })
      } else if (state === 'SUCCESS') {
        bill.payments.push({ transactionId: cell('微信订单号'), orderId, totalFen: total })
      } else throw new BillProblem(`line ${line.number}: unknown 交易状态`)
    },
    onSums(line) {
      const [rows, settled, back, coupons, fees, total, asked] = line.cells
      sameSum('总交易单数', count(rows, line), all.rows)
      sameSum('应结订单总金额', fen(settled, line), all.settled)
      sameSum('退款总金额', fen(back, line), all.back)
      sameSum('充值券退款总金额', fen(coupons, line), all.coupons)
      sameSum('手续费总金额', millis(fees, line), all.fees)
      sameSum('订单总金额', fen(total, line), all.total)
      sameSum('申请退款总金额', fen(asked, line), all.asked)
    },
  })
  return {
    line: lines.line,
    finish(): TradeBill {
      lines.end()
      return bill
    },
  }
}

/** A row's value by the name of its column. */
const cellsBy =
  ({ cells }: Line) =>
  (name: string): string => {
    const at = COLUMNS.indexOf(name)
    return cells[at < FROM_THE_END ? at : at - COLUMNS.length + cells.length] ?? ''
  }
