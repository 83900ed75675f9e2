import { startOfDay } from '@shared/business-day'
import { allAtOnce } from '../../../../tests/support/at-once'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { accrueCommission, reverseCommission, scheduleRelease } from '../../distribution/commission'
import type { OrderDoc } from '../../sale/order/order.model'
import { transact } from '../ledger'
import { runSettlement } from '.'

const DAY_MS = 86_400_000
const PATH = ['ann', 'bob', 'eve']
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

/** Orders that were paid and received; they are due at the next settlement. */
async function dueOrders(count: number, path = PATH, payFen = 10_000): Promise<OrderDoc[]> {
  const orders: OrderDoc[] = []
  for (let i = 0; i < count; i++) {
    const order = await mall.paidOrder(`o${path.join('')}${i}`, path, { freezeDays: 0, lines: [{ payFen }] })
    await accrueCommission(mall.ctx, order)
    const received = await mall.received(order)
    await scheduleRelease(mall.ctx, received)
    orders.push(received)
  }
  return orders
}

const statements = () => mall.db.find('statements', { where: {}, orderBy: [['_id', 'asc']], limit: 100 })
/** Money that is gone from the balance, as a withdrawal will leave it. */
async function withdrawn(openid: string, fen: number): Promise<void> {
  const _id = `withdraw-${openid}`
  await transact(mall.ctx, ({ post }) =>
    post({
      _id,
      kind: 'settle',
      orderId: null,
      statementId: null,
      at: mall.clock.now(),
      postings: [
        { distributorId: openid, account: 'available', fen: -fen },
        { distributorId: openid, account: 'paid', fen },
      ],
      distributorIds: [openid],
    }),
  )
}

/** What the books say, but for the withdrawals made up here. */
const wrongs = async () => (await mall.books()).filter(({ subject }) => !subject.startsWith('withdraw-'))

const setCycle = (cycle: 'daily' | 'weekly' | 'monthly') =>
  mall.db.change('settings', { _id: 'shop' }, { 'commission.cycle': cycle })

describe('runSettlement', () => {
  it('credits what was released before midnight, with a statement for each distributor', async () => {
    await dueOrders(3)
    expect(await runSettlement(mall.ctx)).toEqual({ claimed: 0, posted: 0, grossFen: 0, failed: 0 })
    mall.clock.advance(DAY_MS)
    expect(await runSettlement(mall.ctx)).toEqual({ claimed: 3, posted: 3, grossFen: 10_500, failed: 0 })
    expect(await mall.account('ann')).toMatchObject({ availableFen: 6_000, debtFen: 0 })
    expect(await mall.account('eve')).toMatchObject({ availableFen: 1_500 })
    expect((await statements()).find(({ distributorId }) => distributorId === 'ann')).toMatchObject({
      cycle: '2026-11-21',
      period: '2026年11月21日',
      state: 'posted',
      commissions: 3,
      grossFen: 6_000,
      creditedFen: 6_000,
      debtNettedFen: 0,
      postedAt: mall.clock.now(),
    })
    expect((await mall.commission('oannbobeve0')).state).toBe('settled')
    expect(await mall.books()).toEqual([])
  })

  it('does nothing more when it runs again, in three round trips', async () => {
    await dueOrders(1)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    const { result, trips } = await mall.tripsOf(() => runSettlement(mall.ctx))
    expect(result).toEqual({ claimed: 0, posted: 0, grossFen: 0, failed: 0 })
    expect(trips).toHaveLength(3)
  })

  it('[LEDGER-1] moves pending to available in one entry that sums to 0', async () => {
    await dueOrders(1)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    const [statement] = (await statements()).filter(({ distributorId }) => distributorId === 'ann')
    expect((await mall.db.get('ledger', `settle-${statement?._id}`))?.postings).toEqual([
      { distributorId: 'ann', account: 'pending', fen: -2_000 },
      { distributorId: 'ann', account: 'available', fen: 2_000 },
    ])
  })

  it('waits for the receipt and the freeze days', async () => {
    const order = await mall.paidOrder('o1', PATH, { freezeDays: 7 })
    await accrueCommission(mall.ctx, order)
    mall.clock.advance(20 * DAY_MS)
    expect((await runSettlement(mall.ctx)).claimed).toBe(0)
    await scheduleRelease(mall.ctx, await mall.received(order))
    mall.clock.advance(7 * DAY_MS)
    expect((await runSettlement(mall.ctx)).claimed).toBe(0)
    mall.clock.advance(DAY_MS)
    expect((await runSettlement(mall.ctx)).claimed).toBe(1)
  })

  it('[SETTLE-2] settles nothing that refunds have taken back before', async () => {
    const [one] = await dueOrders(2)
    if (!one) throw new Error()
    const [order, refund] = await mall.refunded(one, 'R1')
    await reverseCommission(mall.ctx, order, refund)
    mall.clock.advance(DAY_MS)
    expect(await runSettlement(mall.ctx)).toMatchObject({ claimed: 1, grossFen: 3_500 })
    expect(await mall.books()).toEqual([])
  })

  it('[SETTLE-4] a refund after a withdrawal is debt, which the next settlement nets', async () => {
    const [one] = await dueOrders(1)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    if (!one) throw new Error()
    await withdrawn('ann', 2_000)
    const [order, refund] = await mall.refunded(one, 'R1')
    await reverseCommission(mall.ctx, order, refund)
    expect(await mall.account('ann')).toMatchObject({ availableFen: 0, debtFen: -2_000 })
    expect(await mall.account('bob')).toMatchObject({ availableFen: 0, debtFen: 0 })
    expect(await wrongs()).toEqual([])

    await dueOrders(1, ['ann'], 4_000)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    expect(await mall.account('ann')).toMatchObject({ availableFen: 0, debtFen: -1_200 })
    expect((await statements()).at(-1)).toMatchObject({ grossFen: 800, debtNettedFen: 800, creditedFen: 0 })

    await dueOrders(1, ['ann', 'bob'], 10_000)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    expect(await mall.account('ann')).toMatchObject({ availableFen: 800, debtFen: 0 })
    expect(await mall.account('bob')).toMatchObject({ availableFen: 1_000, debtFen: 0 })
    expect(await wrongs()).toEqual([])
  })

  it('[LEDGER-5] a refund after the settlement takes from the balance first, and only the rest is debt', async () => {
    const [one] = await dueOrders(1)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    if (!one) throw new Error()
    await withdrawn('ann', 1_300)
    const [order, refund] = await mall.refunded(one, 'R1')
    await allAtOnce(Array.from({ length: 20 }, () => () => reverseCommission(mall.ctx, order, refund)))
    expect(await mall.account('ann')).toMatchObject({ availableFen: 0, debtFen: -1_300 })
    expect(await mall.account('bob')).toMatchObject({ availableFen: 0, debtFen: 0 })
    expect(await mall.account('eve')).toMatchObject({ availableFen: 0, debtFen: 0 })
    expect(await wrongs()).toEqual([])
  })

  it('[LEDGER-5] refunds of twenty orders at once never leave debt beside money', async () => {
    const orders = await dueOrders(20)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    await withdrawn('ann', 25_000)
    const refunds = await Promise.all(orders.slice(0, 15).map((order) => mall.refunded(order, 'R1')))
    // All meet on one account.
    await allAtOnce(
      refunds.map(
        ([order, refund]) =>
          () =>
            reverseCommission(mall.ctx, order, refund),
      ),
    )
    expect(await mall.account('ann')).toMatchObject({ availableFen: 0, debtFen: -15_000 })
    expect(await mall.account('bob')).toMatchObject({ availableFen: 5_000, debtFen: 0 })
    expect(await wrongs()).toEqual([])
  })

  it('[SETTLE-2] five settlements at once credit everything once', async () => {
    await dueOrders(8)
    await dueOrders(4, ['bob', 'eve'])
    mall.clock.advance(DAY_MS)
    const runs = await Promise.all(Array.from({ length: 5 }, () => runSettlement(mall.ctx)))
    expect(runs.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(12)
    expect(runs.reduce((sum, { posted }) => sum + posted, 0)).toBe((await statements()).length)
    await runSettlement(mall.ctx)
    expect(await mall.account('ann')).toMatchObject({ availableFen: 16_000 })
    expect(await mall.account('bob')).toMatchObject({ availableFen: 8_000 + 8_000 })
    expect(await mall.books()).toEqual([])
  })

  it('[SETTLE-1] changing the cycle between settlements settles every commission once', async () => {
    const cycles = ['daily', 'monthly', 'weekly', 'daily', 'weekly', 'monthly', 'daily'] as const
    let orders = 0
    for (const cycle of cycles) {
      await setCycle(cycle)
      for (let day = 0; day < 4; day++) {
        await dueOrders(1, [`ann${orders++}`])
        mall.clock.advance(DAY_MS)
        await runSettlement(mall.ctx)
        await runSettlement(mall.ctx)
      }
    }
    await setCycle('monthly')
    mall.clock.advance(70 * DAY_MS)
    await runSettlement(mall.ctx)
    expect(await mall.db.count('commissions', { state: 'settled' })).toBe(orders)
    const gross = (await statements()).reduce((sum, { grossFen }) => sum + grossFen, 0)
    expect(gross).toBe(orders * 2_000)
    expect(await mall.books()).toEqual([])
  })

  it('[SETTLE-1] what is released at the cut-off itself waits for the next settlement', async () => {
    const [one] = await dueOrders(1)
    mall.clock.advance(DAY_MS)
    const midnight = startOfDay(mall.clock.now())
    await mall.db.change('commissions', { _id: one?._id ?? '' }, { releaseAt: midnight })
    expect(await runSettlement(mall.ctx)).toMatchObject({ claimed: 0 })
    await mall.db.change('commissions', { _id: one?._id ?? '' }, { releaseAt: midnight - 1 })
    expect(await runSettlement(mall.ctx)).toMatchObject({ claimed: 1 })
  })

  it('[SETTLE-5] a commission that is taken late goes into a supplement, not lost and not twice', async () => {
    const [one] = await dueOrders(1)
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    // A release that was reckoned before the cut-off and arrives after the settlement, and a run that stopped
    // right after it had taken it under the same key.
    const late = await mall.paidOrder('late', ['ann'], { freezeDays: 0 })
    await accrueCommission(mall.ctx, late)
    const cycle = (await mall.commission(one?._id ?? '')).cycle
    const taken = { state: 'settled', cycle, settledAt: 1, releaseAt: 1, crediting: true }
    await mall.db.change('commissions', { _id: 'late' }, taken)
    expect(await runSettlement(mall.ctx)).toMatchObject({ posted: 1, grossFen: 2_560 })
    expect((await statements()).filter(({ distributorId }) => distributorId === 'ann')).toMatchObject([
      { part: 1, grossFen: 2_000 },
      { part: 2, grossFen: 2_560 },
    ])
    expect(await mall.books()).toEqual([])
  })

  it('[LEDGER-3] refunds racing a settlement: whatever comes first, the books balance', async () => {
    // Something to do before the start, so that over the rounds everybody comes first, last and in between.
    const idle = async (steps: number) => {
      for (let i = 0; i < steps; i++) await mall.db.count('accounts', {})
    }
    for (let round = 0; round < 12; round++) {
      const orders = await dueOrders(4, [`ann${round}`, 'bob'])
      mall.clock.advance(DAY_MS)
      const refunds: Awaited<ReturnType<DistributionMall['refunded']>>[] = []
      for (const [i, order] of orders.entries()) {
        const partly = i % 2 === 1
        refunds.push(
          await mall.refunded(
            order,
            `R${round}x${i}`,
            partly ? { kind: 'amount', fen: 3_333, freight: false } : undefined,
          ),
        )
      }
      await allAtOnce([
        () => idle(round % 4).then(() => runSettlement(mall.ctx)),
        () => idle(round % 3).then(() => runSettlement(mall.ctx)),
        ...refunds.map(
          ([order, refund], i) =>
            () =>
              idle((round + 2 * i) % 7).then(() => reverseCommission(mall.ctx, order, refund)),
        ),
      ])
      await runSettlement(mall.ctx)
      expect(await mall.books()).toEqual([])
    }
    const rows = await mall.db.find('commissions', { where: {}, limit: 100 })
    const stages = rows.flatMap(({ reversals }) => Object.values(reversals).map(({ stage }) => stage))
    expect(new Set(stages)).toEqual(new Set(['pending', 'settled']))
  })
})

describe('checkBooks', () => {
  const broken: [string, string, () => Promise<unknown>][] = [
    [
      'LEDGER-1',
      'an entry that does not sum to 0',
      () => mall.db.change('ledger', { _id: 'accrue-oann0' }, { 'postings.0.fen': 1 }),
    ],
    [
      'LEDGER-2',
      'a balance that nobody booked',
      () => mall.db.change('accounts', { _id: 'ann' }, { availableFen: 9 }),
    ],
    ['LEDGER-2', 'debt beside money', () => mall.db.change('accounts', { _id: 'ann' }, { debtFen: -9 })],
    ['LEDGER-4', 'an entry that is missing', () => mall.db.remove('ledger', { _id: 'accrue-oann0' })],
    [
      'LEDGER-4',
      'an entry for nothing',
      () => mall.db.insert('ledger', { _id: 'accrue-x', kind: 'accrue', postings: [] } as never),
    ],
    ['COMM-3', 'a paid order without commission', () => mall.paidOrder('o2', ['ann'])],
    [
      'COMM-3',
      'a commission that does not follow from its order',
      () => mall.db.change('orders', { _id: 'oann0' }, { 'lines.0.payFen': 1 }),
    ],
    [
      'COMM-4',
      'a refund without reversal',
      async () =>
        mall.refunded(await mall.paidOrder('o3', []), 'R1').then(() =>
          mall.db.change(
            'orders',
            { _id: 'oann0' },
            {
              refunds: mall.db._.set({
                R1: { refundNo: 'R1', kind: 'order', freightFen: 0, lines: [], amountFen: 1 },
              }),
            },
          ),
        ),
    ],
    [
      'SETTLE-2',
      'a statement that holds too much',
      () => mall.db.change('statements', { distributorId: 'ann' }, { grossFen: 9_999 }),
    ],
    [
      'OWED',
      'a commission that is not credited',
      () => mall.db.change('commissions', { _id: 'oann0' }, { crediting: true }),
    ],
  ]

  it.each(broken)('[LEDGER-4] finds %s: %s', async (rule, _, breakIt) => {
    await dueOrders(1, ['ann'])
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    expect(await mall.books()).toEqual([])
    await breakIt()
    expect((await mall.books()).map((violation) => violation.rule)).toContain(rule)
  })
})
