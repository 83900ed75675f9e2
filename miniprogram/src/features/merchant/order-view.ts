import { formatYuan } from '@shared/money'
import type { OrderState, RefundState } from '@shared/contract/order/schema'
import type { StateWording } from '@/ui'
import type { AdminOrder, OrderTab } from './hooks'

export const ORDER_TABS: readonly { value: OrderTab; label: string }[] = [
  { value: 'unshipped', label: '待发货' },
  { value: 'unpaid', label: '待付款' },
  { value: 'shipped', label: '已发货' },
  { value: 'done', label: '已完成' },
  { value: 'refund', label: '退款' },
  { value: 'all', label: '全部' },
]

export function orderTab(text: string | undefined): OrderTab {
  return ORDER_TABS.find((tab) => tab.value === text)?.value ?? 'unshipped'
}

export const NO_ORDERS: Readonly<Record<OrderTab, { title: string; text: string }>> = {
  unshipped: { title: '都发完了', text: '新的订单付款后会排在这里' },
  unpaid: { title: '没有待付款的订单', text: '超过 30 分钟没付的会自动关闭，库存退回' },
  shipped: { title: '没有在路上的包裹', text: '发货后、买家签收前的订单在这里' },
  done: { title: '还没有完成的订单', text: '买家签收后的订单在这里' },
  refund: { title: '没有退款', text: '退款中和已退款的订单在这里' },
  all: { title: '还没有订单', text: '把店里的好东西分享出去，第一单就不远了' },
}

/** What an order is to the merchant, in a word. */
export function orderWord(state: OrderState, refundState: RefundState): StateWording {
  switch (refundState) {
    case 'processing':
      return { text: '退款中', tone: 'amber' }
    case 'succeeded':
      return { text: '已退款', tone: 'gray' }
    case 'abnormal':
      return { text: '退款异常', tone: 'red' }
    case 'none':
      break
  }
  const words: Record<OrderState, StateWording> = {
    pending_payment: { text: '待付款', tone: 'amber' },
    paid: { text: '待发货', tone: 'red' },
    shipped: { text: '已发货', tone: 'brand' },
    received: { text: '已签收', tone: 'gray' },
    completed: { text: '已完成', tone: 'gray' },
    closed: { text: '已关闭', tone: 'gray' },
  }
  return words[state]
}

/** The sentence at the head of an order. */
export function orderSentence(
  order: Pick<AdminOrder, 'state' | 'refundState' | 'paidAt' | 'refund' | 'refundProblem'>,
): string {
  if (order.refundState === 'processing') {
    return order.refundProblem === 'NOT_ENOUGH'
      ? '商户号里的钱不够退，充值后会自动接着退'
      : '微信正在把钱退回给买家，通常几分钟到两天'
  }
  if (order.refundState === 'succeeded')
    return `¥${formatYuan(order.refund?.amountFen ?? 0)} 已原路退回给买家`
  if (order.refundState === 'abnormal') return stuckSentence(order.refundProblem)
  switch (order.state) {
    case 'pending_payment':
      return '买家还没有付款，到时会自动关闭'
    case 'paid':
      return '买家付好款了，等你发货'
    case 'shipped':
      return '包裹在路上，等买家签收'
    case 'received':
      return '买家已签收，佣金进入冻结期'
    case 'completed':
      return '交易已完成'
    case 'closed':
      return order.paidAt ? '订单已关闭' : '没有付款，已关闭，库存退回'
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
  order: Pick<AdminOrder, 'payFen' | 'commissions' | 'shipment' | 'state'>,
): string[] {
  const backFen = order.commissions.reduce(
    (sum, { accruedFen, reversedFen }) => sum + accruedFen - reversedFen,
    0,
  )
  const settled = order.commissions.some(({ state }) => state === 'settled')
  return [
    `¥${formatYuan(order.payFen)} 全额原路退回买家的微信支付`,
    ...(backFen > 0
      ? [`推广佣金 ¥${formatYuan(backFen)} 一并扣回${settled ? '；已到账的部分从推广员下次结算里抵扣' : ''}`]
      : []),
    order.shipment ? '货已发出，请自己联系买家把商品寄回' : '商品不再发出，库存会退回',
    '退款提交后不能撤回',
  ]
}

export const REFUND_REASONS = ['买家不想要了', '缺货', '商品有问题', '信息填错，重新下单'] as const

/** `SF1388…` as the server takes it: letters, figures and dashes, 6 to 32; undefined when it is none. */
export function cleanWaybill(text: string): string | undefined {
  const waybill = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  return /^[0-9A-Z-]{6,32}$/.test(waybill) ? waybill : undefined
}

const COMMISSION_WORDS: Readonly<Record<string, string>> = {
  pending: '待结算',
  settled: '已到账',
  reversed: '已扣回',
}

export function commissionStateWord(state: string): string {
  return COMMISSION_WORDS[state] ?? '处理中'
}

/** A receiver as couriers and chats want it: three lines. */
export function receiverText({
  name,
  mobile,
  province,
  city,
  district,
  detail,
}: AdminOrder['address']): string {
  return `${name} ${mobile}\n${province}${city === province ? '' : city}${district}${detail}`
}
