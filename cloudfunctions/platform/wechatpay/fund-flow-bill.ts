import { BillProblem } from './bill-file'
import { billLines, count, fen, instant, sameSum } from './bill-lines'

/** What went through the merchant's account on a day; fen. */
export interface FundFlowBill {
  incomeFen: number
  expenseFen: number
  /** What of it comes from payments, refunds and their fees. The rest is withdrawals and the like. */
  tradeNetFen: number
}

const MAX_ROWS = 500_000

/** https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-fundflow.html */
const COLUMNS =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'.split(
    ',',
  )
const SUM_COLUMNS = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'.split(',')
const [TIME, BUSINESS, TYPE, DIRECTION, AMOUNT] = [0, 3, 4, 5, 6] as const

/** A refund that was closed comes back on a later day than the bill has it. */
const NOT_OF_THE_DAY = '退款关闭'

/**
 * Reads a 资金账单 line by line; `finish` answers it after the last line. Anything unexpected throws BillProblem.
 * Whether a refund's fee comes back within its row or in a row of its own differs, so that only their sum counts.
 */
export function fundFlowReader(day: string) {
  const bill: FundFlowBill = { incomeFen: 0, expenseFen: 0, tradeNetFen: 0 }
  const rows = { income: 0, expense: 0 }
  const lines = billLines({
    columns: COLUMNS,
    sumColumns: SUM_COLUMNS,
    onRow(line) {
      const { cells } = line
      instant(cells[TIME], day, line)
      const amountFen = fen(cells[AMOUNT], line)
      const income = cells[DIRECTION] === '收入'
      if (amountFen < 0 || (!income && cells[DIRECTION] !== '支出'))
        throw new BillProblem(`line ${line.number}: neither income nor expense`)
      rows[income ? 'income' : 'expense'] += 1
      if (rows.income + rows.expense > MAX_ROWS) throw new BillProblem(`more than ${MAX_ROWS} rows`)
      bill[income ? 'incomeFen' : 'expenseFen'] += amountFen
      const ofTrades = cells[BUSINESS] === '交易' || cells[BUSINESS] === '退款'
      if (ofTrades && cells[TYPE] !== NOT_OF_THE_DAY) bill.tradeNetFen += income ? amountFen : -amountFen
    },
    onSums(line) {
      const [all, incomes, incomeFen, expenses, expenseFen] = line.cells
      sameSum('资金流水总笔数', count(all, line), rows.income + rows.expense)
      sameSum('收入笔数', count(incomes, line), rows.income)
      sameSum('收入金额', fen(incomeFen, line), bill.incomeFen)
      sameSum('支出笔数', count(expenses, line), rows.expense)
      sameSum('支出金额', fen(expenseFen, line), bill.expenseFen)
    },
  })
  return {
    line: lines.line,
    finish(): FundFlowBill {
      lines.end()
      return bill
    },
  }
}
