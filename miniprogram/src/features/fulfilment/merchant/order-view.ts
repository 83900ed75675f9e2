import type { OrderState, RefundState } from '@shared/contract/order/schema'
import { refundSentence, refundWord } from '@/features/refund/merchant'
import type { StateWording } from '@/ui'
import type { MerchantOrder, OrderTab } from './hooks'

interface Tab {
  value: OrderTab
  label: string
}

/** What is to be shipped comes first. */
export const ORDER_TABS: readonly [Tab, ...Tab[]] = [
  { value: 'unshipped', label: '待发货' },
  { value: 'unpaid', label: '待付款' },
  { value: 'shipped', label: '已发货' },
  { value: 'done', label: '已完成' },
  { value: 'refund', label: '退款' },
  { value: 'all', label: '全部' },
  { value: 'recommended', label: '推广' },
]

export const NO_ORDERS: Readonly<Record<OrderTab, { title: string; text: string }>> = {
  unshipped: { title: '都发完了', text: '新的订单付款后会排在这里' },
  unpaid: { title: '没有待付款的订单', text: '到时没付的会自动关闭，库存退回' },
  shipped: { title: '没有在路上的包裹', text: '发货后、买家签收前的订单在这里' },
  done: { title: '还没有完成的订单', text: '买家签收后的订单在这里' },
  refund: { title: '没有退款', text: '退款中和已退款的订单在这里' },
  all: { title: '还没有订单', text: '把店里的好东西分享出去，第一单就不远了' },
  recommended: { title: '还没有推广带来的订单', text: '推广员分享出去、有人付了款，就会排在这里' },
}

/** What an order is to the merchant, in a word. */
export function orderWord(state: OrderState, refundState: RefundState): StateWording {
  const words: Record<OrderState, StateWording> = {
    pending_payment: { text: '待付款', tone: 'amber' },
    paid: { text: '待发货', tone: 'red' },
    shipped: { text: '已发货', tone: 'brand' },
    received: { text: '已签收', tone: 'gray' },
    completed: { text: '已完成', tone: 'gray' },
    closed: { text: '已关闭', tone: 'gray' },
  }
  return refundWord(refundState) ?? words[state]
}

/** The sentence at the head of an order. */
export function orderSentence(
  order: Pick<MerchantOrder, 'state' | 'refundState' | 'paidAt' | 'refunds' | 'refundProblem'>,
): string {
  return refundSentence(order) ?? stateSentence(order)
}

function stateSentence({ state, paidAt }: Pick<MerchantOrder, 'state' | 'paidAt'>): string {
  switch (state) {
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
      return paidAt ? '订单已关闭' : '没有付款，已关闭，库存退回'
  }
}

/** A receiver as couriers and chats want it: three lines. */
export function receiverText({
  name,
  mobile,
  province,
  city,
  district,
  detail,
}: MerchantOrder['address']): string {
  return `${name} ${mobile}\n${province}${city === province ? '' : city}${district}${detail}`
}
