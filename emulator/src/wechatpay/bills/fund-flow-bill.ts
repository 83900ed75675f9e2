import type { WechatPayContext } from '../context'
import type { BillEntry } from './entry'
import { billFile, billTime, total, yuan } from './file'

const COLUMNS = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额(元)',
  '账户结余(元)',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
]
const SUM_COLUMNS = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额']

interface Flow {
  at: number
  number: string
  flowNumber: string
  business: string
  type: string
  /** What the account gains; negative when it pays. Fen. */
  fen: number
  applicant: string
  remark: string
  voucher: string
}

/**
 * 资金账单 of the 基本账户, the earliest first: each payment and its fee, each refund less the fee that comes back.
 * https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-fundflow.html
 */
export function fundFlowFile(
  context: WechatPayContext,
  entries: readonly BillEntry[],
  { openingFen, extraExpenseFen }: { openingFen: number; extraExpenseFen: number },
): string {
  const flows = [...entries]
    .sort((a, b) => a.at - b.at)
    .flatMap((entry) => (entry.refund ? [refundFlow(context, entry)] : paymentFlows(entry)))
  const last = flows.at(-1)
  if (extraExpenseFen > 0 && last) {
    flows.push({ ...last, type: '扣除交易手续费', business: '交易', fen: -extraExpenseFen, remark: '' })
  }
  let balanceFen = openingFen
  const rows = flows.map((flow) => {
    balanceFen += flow.fen
    return [
      billTime(flow.at),
      flow.number,
      flow.flowNumber,
      flow.business,
      flow.type,
      flow.fen < 0 ? '支出' : '收入',
      yuan(Math.abs(flow.fen)),
      yuan(balanceFen),
      flow.applicant,
      flow.remark,
      flow.voucher,
    ]
  })
  const [income, expense] = [flows.filter(({ fen }) => fen >= 0), flows.filter(({ fen }) => fen < 0)]
  return billFile({
    columns: COLUMNS,
    rows,
    sumColumns: SUM_COLUMNS,
    sums: [
      String(flows.length),
      String(income.length),
      yuan(total(income, ({ fen }) => fen)),
      String(expense.length),
      yuan(total(expense, ({ fen }) => -fen)),
    ],
  })
}

function paymentFlows(entry: BillEntry): Flow[] {
  const flow = (type: string, fen: number): Flow => ({
    at: entry.at,
    number: entry.transactionId,
    flowNumber: entry.transactionId,
    business: '交易',
    type,
    fen,
    applicant: 'system',
    remark: '',
    voucher: entry.outTradeNo,
  })
  return [flow('交易', entry.fen), ...(entry.feeFen > 0 ? [flow('扣除交易手续费', -entry.feeFen)] : [])]
}

function refundFlow({ mchid }: WechatPayContext, entry: BillEntry): Flow {
  const { refundId = '', outRefundNo = '' } = entry.refund ?? {}
  return {
    at: entry.at,
    number: refundId,
    flowNumber: entry.transactionId,
    business: '退款',
    type: '退款',
    fen: -entry.fen - entry.feeFen,
    applicant: `${mchid}API`,
    remark: `退款总金额${yuan(entry.fen)}元;含手续费${yuan(-entry.feeFen)}元`,
    voucher: outRefundNo,
  }
}
