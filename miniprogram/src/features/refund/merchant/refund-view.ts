import type { OutputOf } from '@shared/contract'
import type { RefundState } from '@shared/contract/order/schema'
import { formatYuan } from '@shared/money'
import type { StateWording } from '@/ui'

type Order = OutputOf<'merchant/fulfilment.get'>

const WORDS: Record<Exclude<RefundState, 'none'>, StateWording> = {
  processing: { text: '退款中', tone: 'amber' },
  succeeded: { text: '已退款', tone: 'gray' },
  abnormal: { text: '退款异常', tone: 'red' },
}

/** Where a refund stands, in a word; nothing when there is none. */
export function refundWord(state: RefundState): StateWording | undefined {
  return state === 'none' ? undefined : WORDS[state]
}

/** What a refund waits for or came to; nothing when there is none. */
export function refundSentence({
  refundState,
  refunds,
  refundProblem,
}: Pick<Order, 'refundState' | 'refunds' | 'refundProblem'>): string | undefined {
  switch (refundState) {
    case 'processing':
      return refundProblem === 'NOT_ENOUGH'
        ? '商户号里的钱不够退，充值后会自动接着退'
        : '微信正在把钱退回给买家，通常几分钟到两天'
    case 'succeeded':
      return `¥${formatYuan(refunds.reduce((sum, { amountFen }) => sum + amountFen, 0))} 已原路退回给买家`
    case 'abnormal':
      return stuckSentence(refundProblem)
    case 'none':
      return undefined
  }
}

/**
 * Why a refund got stuck and what helps. Source: 退款状态 and 错误码 of WeChat Pay's refund API; ABNORMAL is handled on
 * 商户平台 › 交易中心.
 */
function stuckSentence(problem: string | undefined): string {
  switch (problem) {
    case 'CLOSED':
      return '微信关闭了这笔退款，钱没有退出去，请再退一次'
    case 'ABNORMAL':
      return '买家的银行卡收不了钱，请到微信商户平台的交易中心处理，处理好会自动更新'
    case 'USER_ACCOUNT_ABNORMAL':
      return '买家的微信支付已注销，请联系买家另外退；买家恢复后可以再退一次'
    default:
      return `微信没有受理这笔退款${problem ? `（${problem}）` : ''}，查明原因后再退一次`
  }
}

/** What refunding the whole order means, each line one consequence. */
export function refundConsequences(
  order: Pick<Order, 'refundableFen' | 'commissions' | 'parcels' | 'state'>,
): string[] {
  const backFen = order.commissions.reduce(
    (sum, { accruedFen, reversedFen }) => sum + accruedFen - reversedFen,
    0,
  )
  const settled = order.commissions.some(({ state }) => state === 'settled')
  return [
    `¥${formatYuan(order.refundableFen)} 全额原路退回买家的微信支付`,
    ...(backFen > 0
      ? [`推广佣金 ¥${formatYuan(backFen)} 一并扣回${settled ? '；已到账的部分从推广员下次结算里抵扣' : ''}`]
      : []),
    order.parcels.length > 0 ? '货已发出，请自己联系买家把商品寄回' : '商品不再发出，库存会退回',
    '退款提交后不能撤回',
  ]
}

export const REFUND_REASONS = ['买家不想要了', '缺货', '商品有问题', '信息填错，重新下单'] as const
