import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { openidOf } from './phones'
import { isUndone, movesOf, toSale, type SaleRecords } from './sale'

const refund = (amountFen: number, state: string) => ({ amountFen, state })

function records(order: object, commission: object | null): SaleRecords {
  const shares = [
    { distributorId: openidOf('uncle'), level: 2, amountFen: 1_680, reversedFen: 0 },
    { distributorId: openidOf('distributor'), level: 1, amountFen: 3_360, reversedFen: 0 },
  ]
  return {
    order: {
      _id: 'o1',
      buyerId: openidOf('buyer'),
      payFen: 16_800,
      lines: [{ name: '岩茶' }],
      refunds: {},
      ...order,
    } as unknown as OrderDoc,
    commission: commission && ({ state: 'pending', shares, reversals: {}, ...commission } as CommissionDoc),
  }
}

const felt = (made: SaleRecords) => movesOf(made).map(({ who, fen, what }) => [who, fen, what])

test('a sale says whose part of the commission is seen', () => {
  expect(toSale(records({}, {}))).toMatchObject({
    commissionFen: 5_040,
    distributor: { name: '阿拾', fen: 3_360 },
    netFen: 11_760,
  })
  expect(toSale(records({}, null))).toMatchObject({ commissionFen: 0, distributor: null, netFen: 16_800 })
})

test('money is felt where it moves: paid, then what waits, then what is credited', () => {
  const paid = records({}, null)
  expect(felt(paid)).toEqual([
    ['buyer', -16_800, '已付款'],
    ['merchant', 16_800, '收到货款'],
  ])
  const accrued = felt(records({}, {}))
  expect(accrued).toContainEqual(['distributor', 3_360, '待结算'])
  // Until the statements are posted nothing has arrived.
  expect(felt(records({}, { state: 'settled', crediting: true }))).toEqual(accrued)
  expect(felt(records({}, { state: 'settled' })).slice(accrued.length)).toEqual([
    ['distributor', 3_360, '已到账'],
    ['uncle', 1_680, '已到账'],
    ['merchant', -5_040, '佣金结出'],
  ])
})

test('each movement has an id of its own that stays, and what is refunded goes back', () => {
  const reversals = {
    r1: { amounts: [{ distributorId: openidOf('distributor'), level: 1, fen: 3_360 }] },
  }
  const undone = records(
    { refunds: { r1: refund(16_800, 'succeeded'), r2: refund(100, 'processing') } },
    { state: 'reversed', reversals },
  )
  expect(felt(undone)).toEqual(
    expect.arrayContaining([
      ['buyer', 16_800, '退款到账'],
      ['merchant', -16_800, '已退款'],
      ['distributor', -3_360, '退款扣回'],
    ]),
  )
  const ids = movesOf(undone).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(movesOf(undone).map(({ id }) => id))
  expect(isUndone(undone)).toBe(true)
  expect(isUndone(records({ refunds: { r1: refund(16_800, 'processing') } }, {}))).toBe(false)
})
