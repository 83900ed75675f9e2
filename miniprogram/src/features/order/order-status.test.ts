import { ORDER_STATES, REFUND_STATES } from '@shared/contract/order/schema'
import { actionsOf, stateWord, statusOf } from './order-status'

// 2026-11-21 08:12 in Shanghai.
const now = Date.UTC(2026, 10, 21, 0, 12)
const DAY = 86_400_000
const at = { now, afterSaleDays: 7 }

test('every state of an order has its words and never an empty title', () => {
  for (const state of ORDER_STATES) {
    for (const refundState of REFUND_STATES) {
      const status = statusOf({ state, refundState }, at)
      expect(status.title).not.toBe('')
      expect(stateWord(state, refundState).text).not.toBe('')
      expect(status.steps ? status.steps.at < status.steps.labels.length : true).toBe(true)
      expect(actionsOf({ state, refundState }).length).toBeGreaterThan(0)
    }
  }
})

test('a parcel on its way says what happens next', () => {
  const status = statusOf({ state: 'shipped', refundState: 'none', autoReceiveAt: now + 9.2 * DAY }, at)
  expect(status).toEqual({
    title: '包裹正在路上',
    note: '10 天后自动确认收货 · 签收后 7 天可退',
    steps: { labels: ['已付款', '已发货', '运输中', '已签收'], at: 2 },
  })
})

test('a payment on its way is no unpaid order, and a refund goes before everything', () => {
  expect(statusOf({ state: 'pending_payment', refundState: 'none' }, { ...at, confirming: true }).title).toBe(
    '正在确认付款',
  )
  expect(statusOf({ state: 'paid', refundState: 'processing' }, at).title).toBe('正在退款')
  expect(actionsOf({ state: 'shipped', refundState: 'succeeded' })).not.toContain('receive')
})

test('a closed order that was never paid says so', () => {
  expect(statusOf({ state: 'closed', refundState: 'none' }, at).note).toMatch('没有扣款')
  expect(statusOf({ state: 'closed', refundState: 'none', paidAt: now }, at).note).not.toMatch('没有扣款')
})
