import { crashing, doubling } from '../../../../tests/support/context'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import type { Context } from '../../../platform/context'
import { accrueCommission, reverseCommission, scheduleRelease } from '../../distribution/commission'
import { runJob } from '../../../../tests/support/handlers'
import { runSettlement } from '.'

/**
 * At every operation in turn the process dies, before it reaches the database or after it took effect, or it arrives
 * twice, also within a transaction. Then the timer's jobs run as they do every minute, and the books have to be as if
 * nothing happened.
 */

const DAY_MS = 86_400_000
const PATH = ['ann', 'bob', 'eve']
jest.setTimeout(120_000)
let mall: DistributionMall
/** What the order's owed effect does: the same once more. */
let again: () => Promise<unknown>
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())

/**
 * Runs `work` with a fault at operation 1, 2, 3 … until it gets through, each time from the same situation. `check`
 * runs once in each situation that a fault leaves behind: what comes of it depends on nothing else.
 * @returns how many operations had a fault, all kinds together
 */
async function atEveryStep(
  prepare: () => Promise<(ctx: Context) => Promise<unknown>>,
  check: (step: string) => Promise<void>,
): Promise<number> {
  await mall.fresh()
  const work = await prepare()
  const before = mall.keep()
  const checked = new Set<string>()
  let steps = 0
  for (const when of ['before', 'after', 'twice'] as const) {
    for (let at = 1; ; at++) {
      before.restore()
      let reached = false
      const onReached = () => (reached = true)
      const failing = when === 'twice' ? doubling(mall.ctx, at, onReached) : crashing(mall.ctx, at, when)
      const watched: Context = { ...failing, log: { ...failing.log, error: onReached } }
      await work(watched).catch(() => (reached = true))
      const { digest } = mall.keep()
      if (!checked.has(digest)) await check(`${when} ${at}`)
      checked.add(digest)
      if (!reached) break
      steps += 1
      expect(at).toBeLessThan(100)
    }
  }
  expect(steps).toBeGreaterThan(0)
  return steps
}

const expectBooks = async (step: string, ann: object) => {
  expect([step, await mall.books()]).toEqual([step, []])
  expect([step, await mall.account('ann')]).toEqual([step, expect.objectContaining(ann)])
}

async function dueOrder(orderId: string, path = PATH) {
  const order = await mall.paidOrder(orderId, path, { freezeDays: 0, lines: [{ payFen: 10_000 }] })
  await accrueCommission(mall.ctx, order)
  const received = await mall.received(order)
  await scheduleRelease(mall.ctx, received)
  return received
}

describe('a fault at every operation', () => {
  it('[COMM-3] of an accrual', async () => {
    const steps = await atEveryStep(
      async () => {
        const order = await mall.paidOrder('o1', PATH)
        return (ctx) => accrueCommission(ctx, order)
      },
      async (step) => {
        const order = await mall.db.get('orders', 'o1')
        if (order) await accrueCommission(mall.ctx, order)
        await expectBooks(step, { availableFen: 0 })
        expect((await mall.commission('o1')).shares.map(({ amountFen }) => amountFen)).toEqual([
          2_560, 1_280, 640,
        ])
      },
    )
    expect(steps).toBe(6)
  })

  it('[COMM-4] of a reversal before the settlement', async () => {
    const steps = await atEveryStep(
      async () => {
        const [order, refund] = await mall.refunded(await dueOrder('o1'), 'R1')
        again = () => reverseCommission(mall.ctx, order, refund)
        return (ctx) => reverseCommission(ctx, order, refund)
      },
      async (step) => {
        await runJob(mall.ctx, 'commission.owed')
        await again()
        await expectBooks(step, { availableFen: 0, debtFen: 0 })
        expect((await mall.commission('o1')).state).toBe('reversed')
      },
    )
    expect(steps).toBe(12)
  })

  it('[COMM-4, LEDGER-2] of a reversal after the settlement', async () => {
    const steps = await atEveryStep(
      async () => {
        const due = await dueOrder('o1')
        mall.clock.advance(DAY_MS)
        await runSettlement(mall.ctx)
        const [order, refund] = await mall.refunded(due, 'R1')
        again = () => reverseCommission(mall.ctx, order, refund)
        return (ctx) => reverseCommission(ctx, order, refund)
      },
      async (step) => {
        await runJob(mall.ctx, 'commission.owed')
        await again()
        await expectBooks(step, { availableFen: 0, debtFen: 0 })
      },
    )
    expect(steps).toBeGreaterThan(12)
  })

  it('[SETTLE-2, LEDGER-2] of a settlement', async () => {
    const steps = await atEveryStep(
      async () => {
        await dueOrder('o1')
        await dueOrder('o2')
        mall.clock.advance(DAY_MS)
        return runSettlement
      },
      async (step) => {
        await runSettlement(mall.ctx)
        await expectBooks(step, { availableFen: 4_000, debtFen: 0 })
      },
    )
    expect(steps).toBeGreaterThan(40)
  })

  it('[SETTLE-2] of a settlement that only a later one, on another day and cycle, completes', async () => {
    await atEveryStep(
      async () => {
        await dueOrder('o1', ['ann'])
        mall.clock.advance(DAY_MS)
        return runSettlement
      },
      async (step) => {
        mall.clock.advance(DAY_MS)
        await dueOrder('o2', ['ann'])
        await mall.db.change('settings', { _id: 'shop' }, { 'commission.cycle': 'weekly' })
        mall.clock.advance(7 * DAY_MS)
        await runSettlement(mall.ctx)
        await expectBooks(step, { availableFen: 4_000 })
      },
    )
  })

  it('[LEDGER-2] of a settlement that another one runs beside', async () => {
    await atEveryStep(
      async () => {
        await dueOrder('o1', ['ann'])
        mall.clock.advance(DAY_MS)
        return async (ctx) => {
          const [first] = await Promise.allSettled([runSettlement(ctx), runSettlement(mall.ctx)])
          if (first.status === 'rejected') throw first.reason
        }
      },
      async (step) => {
        await runSettlement(mall.ctx)
        await expectBooks(step, { availableFen: 2_000 })
      },
    )
  })
})
