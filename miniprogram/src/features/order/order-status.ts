import type { OrderDetail, OrderState, RefundState } from '@shared/contract/order/schema'
import { daysLeft } from '@shared/words/moment'

export interface OrderStatus {
  /** What a person would say: 包裹正在路上. */
  title: string
  note: string
  /** Progress in four steps; none for an order that came to nothing. */
  steps?: { labels: string[]; at: number }
}

type Known = Pick<OrderDetail, 'state' | 'refundState'> &
  Partial<Pick<OrderDetail, 'autoReceiveAt' | 'receivedAt' | 'paidAt'>>

const WAY = {
  pending_payment: { labels: ['待付款', '备货', '运输', '签收'], at: 0 },
  paid: { labels: ['已付款', '备货中', '运输', '签收'], at: 1 },
  shipped: { labels: ['已付款', '已发货', '运输中', '已签收'], at: 2 },
  received: { labels: ['已付款', '已发货', '已送达', '已签收'], at: 3 },
  completed: { labels: ['已付款', '已发货', '已送达', '已签收'], at: 3 },
} as const

/** The head of an order's page. @param confirming WeChat's sheet said yes and the server has not heard of it yet */
export function statusOf(
  order: Known,
  { now, afterSaleDays, confirming = false }: { now: number; afterSaleDays: number; confirming?: boolean },
): OrderStatus {
  const refund = refundStatus(order)
  if (refund) return refund
  const steps = (state: keyof typeof WAY) => ({ labels: [...WAY[state].labels], at: WAY[state].at })
  switch (order.state) {
    case 'pending_payment':
      return confirming
        ? { title: '正在确认付款', note: '通常几秒就好，不会重复扣款', steps: steps('pending_payment') }
        : { title: '等你付款', note: '付款后马上备货', steps: steps('pending_payment') }
    case 'paid':
      return { title: '正在打包备货', note: '你要的东西已经给你留好了', steps: steps('paid') }
    case 'shipped':
      return {
        title: '包裹正在路上',
        note: [
          order.autoReceiveAt ? `${daysLeft(order.autoReceiveAt, now)} 天后自动确认收货` : '',
          afterSaleDays > 0 ? `签收后 ${afterSaleDays} 天可退` : '',
        ]
          .filter(Boolean)
          .join(' · '),
        steps: steps('shipped'),
      }
    case 'received':
      return {
        title: '已经签收',
        note: afterSaleDays > 0 ? `签收后 ${afterSaleDays} 天内有问题可找客服` : '有问题随时找客服',
        steps: steps('received'),
      }
    case 'completed':
      return { title: '交易完成', note: '谢谢你，希望它合你心意', steps: steps('completed') }
    case 'closed':
      return order.paidAt
        ? { title: '订单已关闭', note: '如有疑问请联系客服' }
        : { title: '订单已关闭', note: '没有扣款，喜欢的话可以再买一次' }
  }
}

function refundStatus({ refundState }: Known): OrderStatus | undefined {
  switch (refundState) {
    case 'processing':
      return { title: '正在退款', note: '款项会原路退回，通常一两天内到账' }
    case 'succeeded':
      return { title: '已退款', note: '款项已原路退回，到账时间以银行为准' }
    case 'abnormal':
      return { title: '退款遇到点问题', note: '钱没有丢，客服正在处理' }
    case 'none':
      return undefined
  }
}

export type TagTone = 'brand' | 'red' | 'amber' | 'gray' | 'info'

/** The short word on a card of the list. */
export function stateWord(state: OrderState, refundState: RefundState): { text: string; tone: TagTone } {
  if (refundState === 'processing') return { text: '退款中', tone: 'amber' }
  if (refundState === 'succeeded') return { text: '已退款', tone: 'gray' }
  if (refundState === 'abnormal') return { text: '退款处理中', tone: 'amber' }
  const words: Record<OrderState, { text: string; tone: TagTone }> = {
    pending_payment: { text: '待付款', tone: 'red' },
    paid: { text: '备货中', tone: 'amber' },
    shipped: { text: '运输中', tone: 'brand' },
    received: { text: '已签收', tone: 'gray' },
    completed: { text: '已完成', tone: 'gray' },
    closed: { text: '已关闭', tone: 'gray' },
  }
  return words[state]
}

export type OrderAction = 'pay' | 'cancel' | 'receive' | 'again' | 'contact'

/** What a buyer can do now; the last one is the main one. */
export function actionsOf({ state, refundState }: Pick<OrderDetail, 'state' | 'refundState'>): OrderAction[] {
  if (refundState !== 'none') return ['contact', 'again']
  switch (state) {
    case 'pending_payment':
      return ['cancel', 'pay']
    case 'shipped':
      return ['contact', 'again', 'receive']
    default:
      return ['contact', 'again']
  }
}
