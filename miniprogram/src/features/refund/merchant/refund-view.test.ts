import { refundConsequences, refundSentence } from './refund-view'

test('a refund that does not get on says what it waits for, and what helps', () => {
  const sentence = (refundState: 'processing' | 'abnormal', refundProblem?: string) =>
    refundSentence({ refundState, refunds: [], ...(refundProblem && { refundProblem }) })
  expect(sentence('processing')).toMatch('几分钟到两天')
  expect(sentence('processing', 'NOT_ENOUGH')).toMatch('充值后会自动接着退')
  expect(sentence('abnormal', 'CLOSED')).toMatch('再退一次')
  expect(sentence('abnormal', 'ABNORMAL')).toMatch('商户平台')
  expect(sentence('abnormal', 'USER_ACCOUNT_ABNORMAL')).toMatch('另外退')
  expect(sentence('abnormal', 'INVALID_REQUEST')).toMatch('INVALID_REQUEST')
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
  const order = { refundableFen: 28_400, parcels: [], commissions: [earner], state: 'paid' as const }
  expect(refundConsequences(order).join()).toMatch(/¥284\.00.*¥56\.80.*库存会退回/)
  expect(refundConsequences({ ...order, commissions: [{ ...earner, state: 'settled' }] }).join()).toMatch(
    '下次结算里抵扣',
  )
  expect(refundConsequences({ ...order, commissions: [] }).join()).not.toMatch('佣金')
  const parcel = {
    parcelId: 'p',
    courier: 'SF',
    way: 'express' as const,
    courierName: '顺丰速运',
    waybill: 'SF1',
    shippedAt: 0,
    lines: [],
  }
  expect(refundConsequences({ ...order, parcels: [parcel] }).join()).toMatch('把商品寄回')
})
