import fc from 'fast-check'
import { allAtOnce } from '../../../../tests/support/at-once'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { accrueCommission, reverseCommission, scheduleRelease } from './commission.service'
import { runJob } from '../../../../tests/support/handlers'

const DAY_MS = 86_400_000
const PATH = ['ann', 'bob', 'eve']
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

const times = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)))

describe('accrueCommission', () => {
  it('[COMM-5] pays three levels on what is paid for the goods, in two round trips', async () => {
    const order = await mall.paidOrder('o1', PATH, {
      lines: [{ payFen: 15_695 }, { payFen: 12_705, quantity: 2 }],
    })
    const { trips } = await mall.tripsOf(() => accrueCommission(mall.ctx, order))
    expect(trips.map(({ collection }) => collection)).toEqual(['commissions', 'ledger'])
    const { shares, state, title, goodsPayFen } = await mall.commission('o1')
    expect(shares.map(({ level, amountFen }) => [level, amountFen])).toEqual([
      [1, 5_680],
      [2, 2_839],
      [3, 1_419],
    ])
    expect({ state, title, goodsPayFen }).toEqual({
      state: 'pending',
      title: '武夷岩茶等 2 样',
      goodsPayFen: 28_400,
    })
    expect((await mall.db.get('ledger', 'accrue-o1'))?.postings).toEqual([
      { distributorId: 'ann', account: 'pending', fen: 5_680 },
      { distributorId: 'bob', account: 'pending', fen: 2_839 },
      { distributorId: 'eve', account: 'pending', fen: 1_419 },
      { distributorId: null, account: 'shop', fen: -9_938 },
    ])
    expect(await mall.books()).toEqual([])
  })

  it('[COMM-3] the same order fifty times at once is one commission and one entry', async () => {
    const order = await mall.paidOrder('o1', PATH)
    await times(50, () => accrueCommission(mall.ctx, order))
    expect(await mall.db.count('commissions', {})).toBe(1)
    expect(await mall.db.count('ledger', {})).toBe(1)
    expect(await mall.books()).toEqual([])
  })

  it('touches nothing when nobody recommended the buyer', async () => {
    const order = await mall.paidOrder('o1', [])
    const { trips } = await mall.tripsOf(() => accrueCommission(mall.ctx, order))
    expect(trips).toEqual([])
    expect(await mall.books()).toEqual([])
  })

  it('stands with 0 fen when the amounts are too small', async () => {
    await accrueCommission(mall.ctx, await mall.paidOrder('o1', PATH, { lines: [{ payFen: 4 }] }))
    expect((await mall.commission('o1')).shares.map(({ amountFen }) => amountFen)).toEqual([0, 0, 0])
    expect(await mall.db.count('ledger', {})).toBe(0)
    expect(await mall.books()).toEqual([])
  })
})

describe('scheduleRelease', () => {
  it('releases the freeze days after receipt, in one round trip, once', async () => {
    const order = await mall.paidOrder('o1', PATH, { freezeDays: 7 })
    await accrueCommission(mall.ctx, order)
    mall.clock.advance(3 * DAY_MS)
    const received = await mall.received(order)
    const receivedAt = mall.clock.now()
    const { trips } = await mall.tripsOf(() => scheduleRelease(mall.ctx, received))
    expect(trips).toHaveLength(1)
    mall.clock.advance(DAY_MS)
    await scheduleRelease(mall.ctx, received)
    expect((await mall.commission('o1')).releaseAt).toBe(receivedAt + 7 * DAY_MS)
  })

  it('[SETTLE-3] never releases in the past, however late it runs', async () => {
    const order = await mall.paidOrder('o1', PATH, { freezeDays: 1 })
    await accrueCommission(mall.ctx, order)
    const received = await mall.received(order)
    mall.clock.advance(30 * DAY_MS)
    await scheduleRelease(mall.ctx, received)
    expect((await mall.commission('o1')).releaseAt).toBe(mall.clock.now())
  })

  it('[SETTLE-3] is set once: whoever comes again, later or at once, moves it no more', async () => {
    const order = await mall.paidOrder('o1', PATH, { freezeDays: 1 })
    await accrueCommission(mall.ctx, order)
    const received = await mall.received(order)
    await Promise.all(Array.from({ length: 10 }, () => scheduleRelease(mall.ctx, received)))
    const { releaseAt } = await mall.commission('o1')
    mall.clock.advance(30 * DAY_MS)
    await scheduleRelease(mall.ctx, received)
    expect((await mall.commission('o1')).releaseAt).toBe(releaseAt)
  })

  it('accrues first when that is still owed', async () => {
    const received = await mall.received(await mall.paidOrder('o1', PATH))
    await scheduleRelease(mall.ctx, received)
    expect((await mall.commission('o1')).releaseAt).not.toBeNull()
    expect(await mall.books()).toEqual([])
  })
})

describe('reverseCommission', () => {
  it('takes everything back when everything is refunded, in four round trips', async () => {
    const paid = await mall.paidOrder('o1', PATH)
    await accrueCommission(mall.ctx, paid)
    const [order, refund] = await mall.refunded(paid, 'R1')
    const { trips } = await mall.tripsOf(() => reverseCommission(mall.ctx, order, refund))
    expect(trips).toHaveLength(4)
    const { state, shares, owed } = await mall.commission('o1')
    expect({ state, owed }).toEqual({ state: 'reversed', owed: [] })
    expect(shares.every(({ amountFen, reversedFen }) => amountFen === reversedFen)).toBe(true)
    expect(await mall.books()).toEqual([])
  })

  it('[COMM-4] the same refund fifty times at once is reversed once', async () => {
    const paid = await mall.paidOrder('o1', PATH)
    await accrueCommission(mall.ctx, paid)
    const [order, refund] = await mall.refunded(paid, 'R1')
    await times(50, () => reverseCommission(mall.ctx, order, refund))
    const { reversals, owed } = await mall.commission('o1')
    expect([Object.keys(reversals), owed]).toEqual([['R1'], []])
    expect(await mall.db.count('ledger', {})).toBe(2)
    expect(await mall.books()).toEqual([])
  })

  it('[COMM-2] partial refunds one by one or all at once end at exactly 0', async () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
    const prices = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 3, maxLength: 3 })
    let n = 0
    await fc.assert(
      fc.asyncProperty(quantities, prices, fc.boolean(), async (pieces, each, atOnce) => {
        const lines = pieces.map((quantity, i) => ({
          payFen: (each[i] ?? 1) + quantity,
          quantity,
          costFen: 7,
        }))
        const base = n % 2 === 0 ? 'sales' : 'profit'
        let order = await mall.paidOrder(`o${++n}`, PATH, { lines, base })
        await accrueCommission(mall.ctx, order)
        const refunds = []
        for (const [line, quantity] of pieces.entries()) {
          for (let piece = 0; piece < quantity; piece++) {
            const last = line === pieces.length - 1 && piece === quantity - 1
            const [next, refund] = await mall.refunded(order, `R${n}x${line}x${piece}`, {
              kind: 'pieces',
              lines: [{ lineId: `l${line}`, quantity: 1 }],
              freight: last,
            })
            order = next
            refunds.push(refund)
          }
        }
        if (atOnce) await allAtOnce(refunds.map((refund) => () => reverseCommission(mall.ctx, order, refund)))
        else for (const refund of refunds) await reverseCommission(mall.ctx, order, refund)
        const { shares, state } = await mall.commission(order._id)
        expect(state).toBe('reversed')
        for (const share of shares) expect(share.reversedFen).toBe(share.amountFen)
      }),
      { numRuns: 15 },
    )
    expect(await mall.books()).toEqual([])
  })

  it('accrues first when that is still owed, so that nothing comes afterwards', async () => {
    const paid = await mall.paidOrder('o1', PATH)
    const [order, refund] = await mall.refunded(paid, 'R1')
    await times(5, (i) =>
      i % 2 ? accrueCommission(mall.ctx, paid) : reverseCommission(mall.ctx, order, refund),
    )
    expect((await mall.commission('o1')).state).toBe('reversed')
    expect(await mall.books()).toEqual([])
  })

  it.each(['late', 'second'] as const)(
    'leaves the commission alone when a %s payment goes back',
    async (kind) => {
      const paid = await mall.paidOrder('o1', PATH)
      await accrueCommission(mall.ctx, paid)
      await reverseCommission(mall.ctx, paid, {
        refundNo: 'Lo1',
        kind,
        transactionId: 't',
        amountFen: paid.payFen,
        reason: '',
        state: 'owed',
        requestedBy: 'system',
        requestedAt: 0,
        freightFen: 0,
        lines: [],
      })
      expect((await mall.commission('o1')).revision).toBe(0)
    },
  )
})

describe('what a commission owes', () => {
  it('finds nothing to do when nothing is owed, in one round trip', async () => {
    const { result, trips } = await mall.tripsOf(() => runJob(mall.ctx, 'commission.owed'))
    expect(result).toEqual({ taken: 0, left: 0 })
    expect(trips).toHaveLength(1)
  })
})
