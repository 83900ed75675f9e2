import { AppError } from '@shared/contract/errors'
import fc from 'fast-check'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import type { OrderDoc } from '../../sale/order'
import {
  giveBackQuotas,
  quotasOf,
  releaseQuotas,
  setLimit,
  sweepQuotas,
  takeQuotas,
  untakeQuotas,
  consumeQuotas,
  type QuotaNeed,
} from '.'

const OLD_MS = 10 * 60_000
const BUDGET = 'budget.p1'
const USES = 'uses.p1.a'
const USES_LIMIT = 3

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
afterAll(() => mall.close())

const ORDERS = 5
const order = fc.integer({ min: 0, max: ORDERS - 1 })
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('take', 'take', 'untake', 'use', 'release', 'giveBack'),
      order,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('limit' as const), limit: fc.integer({ min: 0, max: 20 }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Order `n` always needs the same. */
const amountOf = (n: number) => 2 * n + 1
const needsOf = (n: number, shards: number): QuotaNeed[] => [
  { quotaId: BUDGET, amount: amountOf(n), shards },
  { quotaId: USES, amount: 1, limit: USES_LIMIT },
]
/** Of the last orders the sweep finds that they wait for their payment. */
const isLive = (n: number) => n >= 3
/** Half of it, and once only: the key is always the same. */
const backOf = (n: number) => [{ quotaId: BUDGET, amount: Math.ceil(amountOf(n) / 2) }]

/** `false`: it was refused. */
async function run(one: Step, shards: number): Promise<boolean> {
  const { ctx } = mall
  const work = async () => {
    if (one.kind === 'limit') await setLimit(ctx, BUDGET, one.limit, shards)
    else if (one.kind === 'sweep') {
      mall.clock.advance(OLD_MS)
      await sweepQuotas(ctx, OLD_MS)
    } else {
      const [owner, needs] = [`o${one.order}`, needsOf(one.order, shards)]
      if (one.kind === 'take') await takeQuotas(ctx, owner, needs)
      if (one.kind === 'untake') await untakeQuotas(ctx, owner, needs)
      if (one.kind === 'use') await consumeQuotas(ctx, owner, needs)
      if (one.kind === 'release') await releaseQuotas(ctx, owner, needs)
      if (one.kind === 'giveBack') await giveBackQuotas(ctx, owner, 'R1', backOf(one.order))
    }
  }
  try {
    await work()
    return true
  } catch (error) {
    // A refusal is an answer; anything else is a defect.
    if (!(error instanceof AppError)) throw error
    return false
  }
}

async function begin(limit: number, shards: number): Promise<void> {
  mall.reset()
  await setLimit(mall.ctx, BUDGET, limit, shards)
  for (let n = 0; n < ORDERS; n++) {
    const order = {
      _id: `o${n}`,
      slot: `o${n}`,
      state: 'pending_payment',
      owed: [],
      quotas: needsOf(n, shards),
    }
    if (isLive(n)) await mall.db.insert('orders', order as unknown as OrderDoc)
  }
}

async function numbers() {
  const states = await quotasOf(mall.ctx, [{ quotaId: BUDGET }, { quotaId: USES, limit: USES_LIMIT }])
  return [...states.values()].map(({ limit, left, held, used }) => ({ limit, left, held, used }))
}

/** What must be the case after each step, said of each quota by itself. */
class Model {
  private readonly holds = new Map<string, number>()
  private readonly back = new Set<string>()
  private used = 0
  constructor(
    private limit: number,
    private readonly amountOf: (n: number) => number,
    private readonly backOf: (n: number) => number,
  ) {}

  get numbers() {
    const held = [...this.holds].reduce((sum, [owner]) => sum + this.amountOf(Number(owner)), 0)
    return { limit: this.limit, left: this.limit - held - this.used, held, used: this.used }
  }
  holdsOf = (n: number) => this.holds.has(String(n))
  canTake = (n: number) => this.holds.has(String(n)) || this.amountOf(n) <= this.numbers.left
  take = (n: number) => void this.holds.set(String(n), (this.holds.get(String(n)) ?? 0) + 1)
  untake(n: number) {
    const claims = this.holds.get(String(n)) ?? 0
    if (claims > 1) this.holds.set(String(n), claims - 1)
    else this.release(n)
  }
  use(n: number) {
    if (this.holds.delete(String(n))) this.used += this.amountOf(n)
  }
  release = (n: number) => void this.holds.delete(String(n))
  giveBack(n: number) {
    if (!this.back.has(String(n))) this.used -= this.backOf(n)
    this.back.add(String(n))
  }
  sweep() {
    for (let n = 0; n < ORDERS; n++) if (!isLive(n)) this.release(n)
  }
  setLimit(limit: number) {
    const { held } = this.numbers
    this.limit = Math.max(limit, held + this.used)
  }
}

for (const shards of [1, 3]) {
  it(`[QUOTA-10] is what a reckoning by hand says after any steps, with repeats (${shards} documents)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.array(step, { maxLength: 25 }),
        async (limit, steps) => {
          await begin(limit, shards)
          const budget = new Model(limit, amountOf, (n) => backOf(n)[0]?.amount ?? 0)
          const uses = new Model(
            USES_LIMIT,
            () => 1,
            () => 0,
          )
          const used = new Set<number>()
          for (const one of steps) {
            // Only what was used is given back.
            if (one.kind === 'giveBack' && !used.has(one.order)) continue
            const done = await run(one, shards)
            if (one.kind === 'limit') budget.setLimit(one.limit)
            else if (one.kind === 'sweep') [budget, uses].forEach((quota) => quota.sweep())
            else if (one.kind === 'take') {
              const can = [budget, uses].every((quota) => quota.canTake(one.order))
              expect(done).toBe(can)
              if (can) [budget, uses].forEach((quota) => quota.take(one.order))
            } else {
              const { kind } = one
              if (kind === 'use' && budget.holdsOf(one.order)) used.add(one.order)
              ;[budget, uses].forEach((quota) => quota[kind](one.order))
            }
            expect(await numbers()).toEqual([budget.numbers, uses.numbers])
          }
        },
      ),
      {
        numRuns: 40,
        // Found by chance: what an owner had held of one document, and of nothing on the first, was in its own way.
        examples: [[7, (['take', 'use', 'take'] as const).map((kind) => ({ kind, order: 1 }))]],
      },
    )
  })

  it(`[QUOTA-10] limit = available + held + used, never more, in any order and at once (${shards} documents)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        async (limit, rounds) => {
          await begin(limit, shards)
          for (const round of rounds) {
            await Promise.all(round.map((one) => run(one, shards)))
            const documents = await mall.db.find('quotas', { where: {}, limit: 10 })
            for (const { holds, limit, available, used } of documents) {
              const held = Object.values(holds).reduce((sum, { quantity }) => sum + quantity, 0)
              expect(available).toBeGreaterThanOrEqual(limit === null ? -USES_LIMIT : 0)
              expect(available + held + used).toBe(limit ?? 0)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })
}
