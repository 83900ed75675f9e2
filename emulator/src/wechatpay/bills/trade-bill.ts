import type { WechatPayContext } from '../context'
import type { BillEntry } from './entry'
import { FEE_RATE } from './fees'
import { billFile, billTime, total, yuan } from './file'

export const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const
export type BillType = (typeof BILL_TYPES)[number]

/** The columns, in the order of 交易账单详细说明, section 1. */
const HEAD = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
]
const REFUND_TIMES = ['退款申请时间', '退款成功时间']
const REFUND_COLUMNS = ['微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态']
const GOODS = ['商品名称', '商户数据包', '手续费', '费率', '订单金额']
const COLUMNS: Record<BillType, string[]> = {
  ALL: [...HEAD, ...REFUND_COLUMNS, ...GOODS, '申请退款金额', '费率备注'],
  SUCCESS: [...HEAD, ...GOODS, '费率备注'],
  REFUND: [...HEAD, ...REFUND_TIMES, ...REFUND_COLUMNS, ...GOODS, '申请退款金额', '费率备注'],
}
const SUM_COLUMNS = {
  ALL: [
    '总交易单数',
    '应结订单总金额',
    '退款总金额',
    '充值券退款总金额',
    '手续费总金额',
    '订单总金额',
    '申请退款总金额',
  ],
  SUCCESS: ['总交易单数', '应结订单总金额', '手续费总金额', '订单总金额'],
}

/**
 * 交易账单 of these entries. Refunds are rows of their own, with 0.00 for what the order cost.
 * https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html
 */
export function tradeBillFile(
  context: WechatPayContext,
  entries: readonly BillEntry[],
  type: BillType,
): string {
  const rows = entries.filter(({ refund }) =>
    type === 'ALL' ? true : (type === 'REFUND') === (refund !== undefined),
  )
  return billFile({
    columns: COLUMNS[type],
    rows: rows.map((entry) => {
      const cells = cellsOf(context, entry)
      return COLUMNS[type].map((column) => cells[column] ?? '')
    }),
    ...sumsOf(rows, type),
  })
}

function cellsOf({ appid, mchid }: WechatPayContext, entry: BillEntry): Record<string, string> {
  const { refund } = entry
  const paid = refund ? '0.00' : yuan(entry.fen)
  const back = refund ? yuan(entry.fen) : '0.00'
  return {
    交易时间: billTime(entry.at),
    公众账号ID: appid,
    商户号: mchid,
    特约商户号: '0',
    微信订单号: entry.transactionId,
    商户订单号: entry.outTradeNo,
    用户标识: entry.openid,
    交易类型: 'JSAPI',
    交易状态: refund ? 'REFUND' : 'SUCCESS',
    付款银行: 'OTHERS',
    货币种类: 'CNY',
    应结订单金额: paid,
    代金券金额: '0.00',
    退款申请时间: billTime(entry.at),
    退款成功时间: refund?.succeededAt ? billTime(refund.succeededAt) : '',
    微信退款单号: refund?.refundId ?? '0',
    商户退款单号: refund?.outRefundNo ?? '0',
    退款金额: back,
    充值券退款金额: '0.00',
    退款类型: refund ? 'ORIGINAL' : '',
    退款状态: refund?.status ?? '',
    商品名称: entry.description,
    商户数据包: entry.attach,
    手续费: yuan(entry.feeFen, 5),
    费率: FEE_RATE,
    订单金额: paid,
    申请退款金额: back,
  }
}

function sumsOf(rows: readonly BillEntry[], type: BillType): { sumColumns: string[]; sums: string[] } {
  const paid = yuan(total(rows, ({ refund, fen }) => (refund ? 0 : fen)))
  const back = yuan(total(rows, ({ refund, fen }) => (refund ? fen : 0)))
  const fees = yuan(
    total(rows, ({ feeFen }) => feeFen),
    5,
  )
  const count = String(rows.length)
  return type === 'SUCCESS'
    ? { sumColumns: SUM_COLUMNS.SUCCESS, sums: [count, paid, fees, paid] }
    : { sumColumns: SUM_COLUMNS.ALL, sums: [count, paid, back, '0.00', fees, paid, back] }
}
