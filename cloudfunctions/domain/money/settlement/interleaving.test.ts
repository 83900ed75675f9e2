import { startDistributionMall, watched, type DistributionMall } from '../../../../tests/support/distribution'
import { accrueCommission, reverseCommission, scheduleRelease } from '../../distribution/commission'
import type { OrderDoc, RefundDoc } from '../../sale/order/order.model'
import { runSettlement } from '.'

/** Two things at once, in every order: the second one runs whole ahead of each database operation of the first. */

const DAY_MS = 86_400_000
const PATH = ['ann', 'bob']
jest.setTimeout(120_000)
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())

async function dueOrder(orderId: string, path = PATH): Promise<OrderDoc> {
  const order = await mall.paidOrder(orderId, path, { freezeDays: 0, lines: [{ payFen: 10_000 }] })
  await accrueCommission(mall.ctx, order)
  const received = await mall.received(order)
  await scheduleRelease(mall.ctx, received)
  return received
}

interface Case {
  first: (ctx: DistributionMall['ctx'], order: OrderDoc, refund: RefundDoc) => Promise<unknown>
  second: (order: OrderDoc, refund: RefundDoc) => Promise<unknown>
}

const reverse: Case['first'] = (ctx, order, refund) => reverseCommission(ctx, order, refund)

describe('one inside the other, at every operation', () => {
  const cases: [string, Case, number][] = [
    ['a settlement inside a reversal', { first: reverse, second: () => runSettlement(mall.ctx) }, 4],
    [
      'a reversal inside a settlement',
      {
        first: (ctx) => runSettlement(ctx),
        second: (order, refund) => reverseCommission(mall.ctx, order, refund),
      },
      8,
    ],
    [
      'a settlement inside a settlement',
      { first: (ctx) => runSettlement(ctx), second: () => runSettlement(mall.ctx) },
      8,
    ],
    [
      'the same reversal inside a reversal',
      { first: reverse, second: (order, refund) => reverseCommission(mall.ctx, order, refund) },
      4,
    ],
  ]

  it.each(cases)('[LEDGER-3] %s', async (_, { first, second }, atLeast) => {
    let operations = 0
    await mall.fresh()
    const due = await dueOrder('o1')
    mall.clock.advance(DAY_MS)
    const [order, refund] = await mall.refunded(due, 'R1')
    const before = mall.keep()
    for (let at = 1; ; at++) {
      before.restore()
      let reached = false
      const ctx = watched(mall.ctx, async (operation) => {
        if (operation !== at) return
        reached = true
        await second(order, refund)
      })
      await first(ctx, order, refund)
      if (!reached) break
      operations += 1
      await reverseCommission(mall.ctx, order, refund)
      await runSettlement(mall.ctx)
      expect([at, await mall.books()]).toEqual([at, []])
      const { availableFen, debtFen } = await mall.account('ann')
      expect([at, availableFen, Math.abs(debtFen)]).toEqual([at, 0, 0])
      expect((await mall.commission('o1')).state).toBe('reversed')
    }
    expect(operations).toBeGreaterThanOrEqual(atLeast)
  })
})

describe('a statement that another run has opened first', () => {
  it('[SETTLE-5] credits nothing as done that the other one had not read yet', async () => {
    await mall.fresh()
    await dueOrder('o1', ['ann'])
    await accrueCommission(mall.ctx, await mall.paidOrder('late', ['ann'], { lines: [{ payFen: 5_000 }] }))
    mall.clock.advance(DAY_MS)
    const slow = gate()
    const quick = gate()
    const ahead = runSettlement(watched(mall.ctx, slow.atStatement))
    await slow.reached
    // Taken for the same settlement after the first run has read what it took.
    const { cycle } = await mall.commission('o1')
    await mall.db.change(
      'commissions',
      { _id: 'late' },
      { state: 'settled', cycle, settledAt: 1, releaseAt: 1, crediting: true },
    )
    const behind = runSettlement(watched(mall.ctx, quick.atStatement))
    await quick.reached
    slow.open()
    await ahead
    quick.open()
    await behind
    await runSettlement(mall.ctx)
    expect(await mall.account('ann')).toMatchObject({ availableFen: 3_000 })
    expect(await mall.books()).toEqual([])
  })
})

/** Stops a run right before it opens its first statement. */
function gate() {
  let open = () => undefined as void
  let arrive = () => undefined as void
  const opened = new Promise<void>((resolve) => (open = resolve))
  const reached = new Promise<void>((resolve) => (arrive = resolve))
  const atStatement = async (_: number, name: string, collection: unknown) => {
    if (name !== 'insert' || collection !== 'statements') return
    arrive()
    await opened
  }
  return { open: () => open(), reached, atStatement }
}
