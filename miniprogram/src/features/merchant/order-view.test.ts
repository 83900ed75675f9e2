import { ORDER_STATES, REFUND_STATES } from '@shared/contract/order/schema'
import {
  cleanWaybill,
  orderSentence,
  orderTab,
  orderWord,
  receiverText,
  refundConsequences,
} from './order-view'

test('every state of an order has a word and a sentence', () => {
  for (const state of ORDER_STATES) {
    for (const refundState of REFUND_STATES) {
      expect(orderWord(state, refundState).text).not.toBe('')
      expect(orderSentence({ state, refundState })).not.toBe('')
    }
  }
})

test('a refund goes before the state of the order', () => {
  expect(orderWord('paid', 'processing').text).toBe('退款中')
  expect(orderWord('paid', 'none')).toEqual({ text: '待发货', tone: 'red' })
})

test('a refund that does not get on says what it waits for, and what helps', () => {
  const sentence = (refundState: 'processing' | 'abnormal', refundProblem?: string) =>
    orderSentence({ state: 'paid', refundState, ...(refundProblem && { refundProblem }) })
  expect(sentence('processing')).toMatch('几分钟到两天')
  expect(sentence('processing', 'NOT_ENOUGH')).toMatch('充值后会自动接着退')
  expect(sentence('abnormal', 'CLOSED')).toMatch('再退一次')
  expect(sentence('abnormal', 'ABNORMAL')).toMatch('商户平台')
  expect(sentence('abnormal', 'USER_ACCOUNT_ABNORMAL')).toMatch('另外退')
  expect(sentence('abnormal', 'INVALID_REQUEST')).toMatch('INVALID_REQUEST')
})

test('waybills are cleaned as they are pasted', () => {
  expect(cleanWaybill(' sf1388 0421 7765 ')).toBe('SF138804217765')
  expect(cleanWaybill('ＳＦ１３８８０４')).toBe('SF138804')
  expect(cleanWaybill('12345')).toBeUndefined()
  expect(cleanWaybill('顺丰123456')).toBeUndefined()
})

test('a refund says what it takes from whom', () => {
  const earner = {
    level: 1,
    name: '阿拾',
    rateBps: 2000,
    accruedFen: 5_680,
    reversedFen: 0,
    state: 'pending',
  }
  const order = { payFen: 28_400, commissions: [earner], state: 'paid' as const }
  expect(refundConsequences(order).join()).toMatch(/¥284\.00.*¥56\.80.*库存会退回/)
  expect(refundConsequences({ ...order, commissions: [{ ...earner, state: 'settled' }] }).join()).toMatch(
    '下次结算里抵扣',
  )
  expect(refundConsequences({ ...order, commissions: [] }).join()).not.toMatch('佣金')
  const shipment = { courier: 'SF' as const, courierName: '顺丰速运', waybill: 'SF1', shippedAt: 0 }
  expect(refundConsequences({ ...order, shipment }).join()).toMatch('把商品寄回')
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

test('an unknown tab in the address is what waits', () => {
  expect(orderTab('refund')).toBe('refund')
  expect(orderTab('x')).toBe('unshipped')
})
