import { migration as commissions } from './0002-commission-lines'
import { migration as orders } from './0001-order-lines'
import { personal } from '../../tests/support/personal'

const line = (skuId: string, payFen: number, quantity: number) => ({
  skuId,
  payFen,
  quantity,
  goodsFen: payFen,
  discountFen: 0,
})
const order = {
  _id: 'o1',
  state: 'paid',
  lines: [line('a', 300, 3), line('b', 500, 1)],
  chain: [{ level: 1, distributorId: 'ann', rateBps: 2_000 }],
  freightFen: 80,
  refunds: {},
  owed: [],
}

test('[MIGRATE-10] lines of orders get ids and the rates of the chain', () => {
  expect(orders.change(order, true, personal)?.set).toMatchObject({
    lines: [
      { lineId: 'l1', skuId: 'a', ratesBps: [2_000], effects: [] },
      { lineId: 'l2', skuId: 'b', ratesBps: [2_000], effects: [] },
    ],
    parcels: {},
    live: true,
    refunded: false,
    refundsUnsettled: 0,
  })
})

test('[MIGRATE-10] a parcel holds everything, and what was owed for it names it', () => {
  const shipment = { courier: 'SF', waybill: 'SF1', shippedAt: 7 }
  const shipped = {
    ...order,
    state: 'shipped',
    dueAt: 99,
    shipment,
    owed: ['shipping.upload', 'commission.accrue'],
  }
  expect(orders.change(shipped, true, personal)?.set).toMatchObject({
    parcels: {
      first: {
        ...shipment,
        receiveBy: 99,
        lines: [
          { lineId: 'l1', quantity: 3 },
          { lineId: 'l2', quantity: 1 },
        ],
      },
    },
    owed: ['shipping.upload:first', 'commission.accrue'],
  })
})

test('[MIGRATE-10] a whole refund names its lines and freight, and is counted', () => {
  const refunds = {
    Ro1: { refundNo: 'Ro1', kind: 'whole', amountFen: 880, state: 'processing' },
    Sx: { refundNo: 'Sx', kind: 'second', amountFen: 880, state: 'succeeded' },
  }
  const owed = ['commission.reverse', 'refund', 'stock.restock']
  expect(orders.change({ ...order, refunds, owed }, true, personal)?.set).toMatchObject({
    live: false,
    refunded: true,
    refundsUnsettled: 1,
    refundsStuck: 0,
    refundsDone: 0,
    refunds: {
      Ro1: {
        kind: 'order',
        freightFen: 80,
        lines: [
          { lineId: 'l1', quantity: 3, fen: 300, restock: 3 },
          { lineId: 'l2', quantity: 1, fen: 500, restock: 1 },
        ],
      },
      Sx: { kind: 'second', freightFen: 0, lines: [] },
    },
    owed: ['commission.reverse:Ro1', 'refund.pay:Ro1', 'stock.restock:Ro1'],
  })
})

test('[MIGRATE-10] a commission says each line, and its reversal what it was reckoned from', () => {
  const commission = {
    _id: 'o1',
    lines: [line('a', 300, 3), line('b', 500, 1)],
    shares: [{ level: 1, distributorId: 'ann', rateBps: 2_000, lineFen: [60, 100], amountFen: 160 }],
    reversals: { Ro1: { at: 1, stage: 'pending', refundFen: 880, quantities: [3, 1], amounts: [] } },
    owed: ['Ro1'],
  }
  expect(commissions.change(commission, true, personal)?.set).toMatchObject({
    lines: [{ lineId: 'l1' }, { lineId: 'l2' }],
    shares: [
      {
        lines: [
          { lineId: 'l1', rateBps: 2_000, fen: 60 },
          { lineId: 'l2', rateBps: 2_000, fen: 100 },
        ],
      },
    ],
    reversals: {
      Ro1: {
        freightFen: 80,
        lines: [
          { lineId: 'l1', quantity: 3, fen: 300 },
          { lineId: 'l2', quantity: 1, fen: 500 },
        ],
      },
    },
    owed: ['ledger.reverse:Ro1'],
  })
})

/**
 * As the run before the new functions and the one after them leave a document that functions of before go on writing.
 */
const inTwoRuns = <T extends object>(
  { change }: typeof orders,
  document: T & { _id: string },
  meanwhile: object,
): Record<string, unknown> => {
  const before = { ...document, ...change(document, false, personal)?.set, ...meanwhile }
  return { ...before, ...change(before, true, personal)?.set }
}

test('[MIGRATE-12] the first run adds only: what functions of before go by stays as it is', () => {
  const refunds = { Ro1: { refundNo: 'Ro1', kind: 'whole', amountFen: 880, state: 'owed' } }
  const set = orders.change({ ...order, refunds, owed: ['refund'] }, false, personal)?.set
  expect(set).toMatchObject({ live: false, refunds })
  expect(set).not.toHaveProperty('owed')
  const owed = commissions.change(
    { _id: 'o1', lines: [], shares: [], reversals: {}, owed: ['Ro1'] },
    false,
    personal,
  )
  expect(owed).toBeNull()
})

test('[MIGRATE-12] what functions of before ship and refund in between is brought over afterwards', () => {
  const shipment = { courier: 'SF', waybill: 'SF1', shippedAt: 7 }
  const sent = { state: 'shipped', dueAt: 99, shipment, owed: ['shipping.upload', 'message.shipped'] }
  expect(inTwoRuns(orders, { ...order, revision: 3 }, { ...sent, revision: 4 })).toMatchObject({
    parcels: { first: { ...shipment, receiveBy: 99 } },
    owed: ['shipping.upload:first', 'message.shipped:first'],
    revision: 5,
  })
  const refunds = { Ro1: { refundNo: 'Ro1', kind: 'whole', amountFen: 880, state: 'owed' } }
  expect(inTwoRuns(orders, order, { refunds, owed: ['commission.reverse', 'refund'] })).toMatchObject({
    live: false,
    refunded: true,
    refundsUnsettled: 1,
    refunds: { Ro1: { kind: 'order', freightFen: 80, lines: [{ lineId: 'l1' }, { lineId: 'l2' }] } },
    owed: ['commission.reverse:Ro1', 'refund.pay:Ro1'],
  })
  const commission = {
    _id: 'o1',
    lines: [line('a', 300, 1)],
    shares: [{ level: 1, distributorId: 'ann', rateBps: 2_000, lineFen: [60], amountFen: 60 }],
    reversals: {},
    owed: [],
  }
  const reversals = { Ro1: { at: 1, stage: 'pending', refundFen: 380, quantities: [1], amounts: [] } }
  expect(inTwoRuns(commissions, commission, { reversals, owed: ['Ro1'] })).toMatchObject({
    reversals: { Ro1: { freightFen: 80, lines: [{ lineId: 'l1', quantity: 1, fen: 300 }] } },
    owed: ['ledger.reverse:Ro1'],
    revision: 1,
  })
})

test('[MIGRATE-12] both are reckoned anew, and what is brought over stays', () => {
  const refunds = { Ro1: { refundNo: 'Ro1', kind: 'whole', amountFen: 880, state: 'succeeded' } }
  const shipment = { courier: 'SF', waybill: 'SF1', shippedAt: 7 }
  const done = inTwoRuns(orders, { ...order, shipment, refunds }, {})
  expect(orders.change({ ...done, _id: 'o1' }, true, personal)).toBeNull()
  expect([orders.again, commissions.again]).toEqual([true, true])
})
