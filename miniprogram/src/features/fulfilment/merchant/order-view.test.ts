import { ORDER_STATES, REFUND_STATES } from '@shared/contract/order/schema'
import { orderSentence, orderWord, receiverText } from './order-view'

test('every state of an order has a word and a sentence', () => {
  for (const state of ORDER_STATES) {
    for (const refundState of REFUND_STATES) {
      expect(orderWord(state, refundState).text).not.toBe('')
      expect(orderSentence({ state, refundState, refunds: [] })).not.toBe('')
    }
  }
})

test('a refund goes before the state of the order', () => {
  expect(orderWord('paid', 'processing').text).toBe('退款中')
  expect(orderWord('paid', 'none')).toEqual({ text: '待发货', tone: 'red' })
})

test('a receiver is three things in two lines, a municipality once', () => {
  const address = {
    name: '林知夏',
    mobile: '13800006207',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    detail: '文三路 199 号',
  }
  expect(receiverText(address)).toBe('林知夏 13800006207\n浙江省杭州市西湖区文三路 199 号')
  expect(receiverText({ ...address, province: '北京市', city: '北京市' })).toMatch('北京市西湖区')
})
