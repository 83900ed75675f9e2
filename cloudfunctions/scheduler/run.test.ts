import { crashing, doubling } from '../../tests/support/context'
import { startDistributionMall, type DistributionMall } from '../../tests/support/distribution'
import { jobs as allJobs } from '../collected/jobs'
import type { Doc } from '../platform/collections'
import type { Context } from '../platform/context'
import type { Job } from '../platform/jobs'
import { accrueCommission, scheduleRelease } from '../domain/distribution/commission'
import type { PayGateway } from '../platform/ports'
import { runJobs } from './run'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

let mall: DistributionMall
let asked = 0
/** A WeChat Pay that takes a second to say nothing. */
const slowPay: Partial<PayGateway> = {
  query() {
    asked += 1
    mall.clock.advance(SECOND_MS)
    return Promise.resolve({ kind: 'unknown', cause: 'slow' })
  },
}
beforeAll(async () => void (mall = await startDistributionMall({ pay: slowPay as PayGateway })))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

/** Jobs that note when they run, by their names; `take` seconds each. */
function noting(names: string, take: (name: string) => number = () => 0) {
  const ran: string[] = []
  const jobs: Job[] = [...names].map((name) => ({
    name,
    run: () => {
      ran.push(name)
      mall.clock.advance(take(name) * SECOND_MS)
      return Promise.resolve(name)
    },
  }))
  /** What ran since the last time. */
  const since = () => ran.splice(0).join('')
  return { jobs, since }
}

/** A job that never ends by itself, `seconds` an item. */
const endless = (name: string, note: (name: string) => void, seconds = 1): Job => ({
  name,
  async run(ctx, until) {
    note(name)
    while (ctx.clock.now() <= until) mall.clock.advance(seconds * SECOND_MS)
  },
})

describe('a run without anything to do', () => {
  it('[JOB-5] reads twice: orders that wait for any job at once, and stock to fold', async () => {
    await runJobs(mall.ctx, allJobs)
    mall.clock.advance(MINUTE_MS)
    const { trips } = await mall.tripsOf(() => runJobs(mall.ctx, allJobs))
    const reads = trips.filter(({ action }) => !action.includes('modify'))
    expect(reads.map(({ collection }) => collection).sort()).toEqual(['orders', 'stocks'])
    expect(trips).toHaveLength(4)
  })

  it('[JOB-5] jobs over one collection all run when one of them has something to do, and none otherwise', async () => {
    const { jobs, since } = noting('abcd')
    const looking = jobs.map((job, i): Job =>
      i === 3
        ? job
        : { ...job, looksFor: () => ({ collection: 'visits', where: { _id: `for-${job.name}` } }) },
    )
    await runJobs(mall.ctx, looking)
    expect(since()).toBe('d')
    await mall.db.insert('visits', { _id: 'for-b' } as Doc<'visits'>)
    await runJobs(mall.ctx, looking)
    expect([...since()].sort().join('')).toBe('abcd')
  })

  it('[JOB-5] what cannot be looked for runs, and says itself what is wrong', async () => {
    const { jobs, since } = noting('a')
    const looking = jobs.map((job): Job => ({
      ...job,
      looksFor: () => ({ collection: 'visits', where: {} }),
    }))
    const find = () => Promise.reject(new Error('away'))
    await runJobs({ ...mall.ctx, db: { ...mall.ctx.db, find } }, looking)
    expect(since()).toBe('a')
  })
})

describe('one run at a time', () => {
  it('[JOB-1] of ten runs at once one works', async () => {
    const { jobs, since } = noting('ab')
    let letGo = () => undefined as void
    const nineRefused = new Promise<void>((resolve) => (letGo = resolve))
    const slow: Job = { name: 's', run: () => nineRefused }
    let refused = 0
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const answer = await runJobs(mall.ctx, [slow, ...jobs])
        if (Object.keys(answer).length === 0 && ++refused === 9) letGo()
      }),
    )
    expect([refused, since()]).toEqual([9, 'ab'])
    // The next one may begin as soon as that one has ended.
    await runJobs(mall.ctx, jobs)
    expect(since()).toBe('ab')
  })

  it('[JOB-1] a run that begins while another one works does nothing', async () => {
    const { jobs, since } = noting('ab')
    const nested: Job = { name: 'n', run: () => runJobs(mall.ctx, jobs) }
    expect(await runJobs(mall.ctx, [nested])).toEqual({ n: {} })
    expect(since()).toBe('')
  })

  it('[JOB-2] a run that dies loses the jobs a little after it must have ended', async () => {
    const { jobs, since } = noting('ab')
    const dying: Job = { name: 'd', run: () => new Promise(() => undefined) }
    void runJobs(mall.ctx, [dying])
    while ((await mall.db.count('jobs', {})) === 0);
    mall.clock.advance(60 * SECOND_MS)
    await runJobs(mall.ctx, jobs)
    expect(since()).toBe('')
    mall.clock.advance(5 * SECOND_MS)
    await runJobs(mall.ctx, jobs)
    expect(since()).toHaveLength(2)
    expect(mall.log.filter(({ event }) => event === 'jobs.died')).toHaveLength(1)
  })

  it('[JOB-2] a run that wakes up after it has lost the jobs takes nothing from the one that has them', async () => {
    let wake = () => undefined as void
    const asleep = new Promise<void>((resolve) => (wake = resolve))
    const late = runJobs(mall.ctx, [{ name: 's', run: () => asleep }])
    while ((await mall.db.count('jobs', {})) === 0);
    mall.clock.advance(2 * MINUTE_MS)
    const inner = noting('i')
    const second: Job = {
      name: 'x',
      run: async () => {
        wake()
        await late
        await runJobs(mall.ctx, inner.jobs)
      },
    }
    await runJobs(mall.ctx, [second])
    expect(inner.since()).toBe('')
    await runJobs(mall.ctx, inner.jobs)
    expect(inner.since()).toBe('i')
  })

  it('[JOB-2] dies at any operation, or says one twice, and a later run works', async () => {
    for (const when of ['before', 'after', 'twice'] as const) {
      for (const at of [1, 2, 3]) {
        await mall.fresh()
        const { jobs, since } = noting('ab')
        const failing =
          when === 'twice' ? doubling(mall.ctx, at, () => undefined) : crashing(mall.ctx, at, when)
        await runJobs(failing, jobs).catch(() => undefined)
        since()
        mall.clock.advance(2 * MINUTE_MS)
        await runJobs(mall.ctx, jobs)
        expect([when, at, since()].join()).toMatch(/ab|ba/)
        expect(await mall.db.get('jobs', 'timer')).toMatchObject({ until: 0, begun: 0 })
      }
    }
  })
})

describe('each job gets its share', () => {
  it('goes on when one fails, and says what each did', async () => {
    const { jobs } = noting('ab')
    const failing: Job = { name: 'f', run: () => Promise.reject(new Error('no')) }
    expect(await runJobs(mall.ctx, [failing, ...jobs])).toEqual({ f: 'failed', a: 'a', b: 'b' })
    expect(mall.log.map(({ event }) => event)).toEqual(['job.failed', 'jobs.done'])
  })

  it('[JOB-3] jobs that never end leave the others their time, and share what is left of it', async () => {
    const { jobs, since } = noting('abc', () => 1)
    const counts: Record<string, number> = {}
    const note = (name: string) => void (counts[name] = (counts[name] ?? 0) + 1)
    const [a, b, c] = jobs as [Job, Job, Job]
    const startedAt = mall.clock.now()
    await runJobs(mall.ctx, [endless('x', note), a, endless('y', note), b, c])
    expect(since()).toBe('abc')
    expect(counts['x']).toBeGreaterThan(1)
    expect(counts['y']).toBeGreaterThan(1)
    const seconds = (mall.clock.now() - startedAt) / SECOND_MS
    expect(seconds).toBeGreaterThan(38)
    expect(seconds).toBeLessThan(45)
  })

  it('[JOB-3] commissions are settled while payments to be asked about never end', async () => {
    const order = await mall.paidOrder('paid', ['ann'], { freezeDays: 0 })
    await accrueCommission(mall.ctx, order)
    await scheduleRelease(mall.ctx, await mall.received(order))
    mall.clock.advance(24 * 60 * MINUTE_MS)
    const now = mall.clock.now()
    const unpaid = Array.from({ length: 200 }, (_, i) => ({
      ...order,
      _id: `unpaid${i}`,
      slot: `unpaid${i}`,
      state: 'pending_payment',
      expiresAt: now + 60 * MINUTE_MS,
      dueAt: now,
      prepay: { at: now, asked: 0 },
    }))
    await mall.db.insertMany('orders', unpaid as never)
    asked = 0
    await runJobs(mall.ctx, allJobs)
    expect(asked).toBeGreaterThan(30)
    expect((await mall.commission('paid')).state).toBe('settled')
    expect(await mall.account('ann')).toMatchObject({ availableFen: 2_560 })
  })

  it('[JOB-3] whom a run did not reach because one job overran begins the next one', async () => {
    const { jobs, since } = noting('abcd', (name) => (name === 'b' ? 50 : 0))
    await runJobs(mall.ctx, jobs)
    expect(since()).toBe('ab')
    await runJobs(mall.ctx, jobs)
    expect(since()).toBe('cdab')
  })

  it('[JOB-3] a job that kills its run keeps the others from theirs every other time only', async () => {
    const { jobs, since } = noting('ab')
    const killer: Job = { name: 'k', run: () => new Promise(() => undefined) }
    const [a, b] = jobs as [Job, Job]
    for (const expected of ['a', 'b', 'a', 'b']) {
      let reached = () => undefined as void
      const atKiller = new Promise<void>((resolve) => (reached = resolve))
      const dying: Job = {
        ...killer,
        run: (...args) => {
          reached()
          return killer.run(...args)
        },
      }
      void runJobs(mall.ctx, [a, dying, b])
      await atKiller
      expect(since()).toBe(expected)
      mall.clock.advance(2 * MINUTE_MS)
    }
  })
})

describe('how often', () => {
  it('[JOB-4] a job that is wanted every five minutes runs once in five, though the timer is never on the second', async () => {
    const { jobs, since } = noting('am')
    const rare = jobs.map((job) => (job.name === 'm' ? { ...job, everyMinutes: 5 } : job))
    let ran = ''
    for (let minute = 0; minute < 15; minute++) {
      const jitter = (minute * 7) % 10
      mall.clock.set(Date.UTC(2026, 10, 21, 4, minute, jitter))
      await runJobs(mall.ctx, rare)
      ran += since().includes('m') ? 'm' : '.'
    }
    expect(ran).toBe('m....m....m....')
  })

  it('[JOB-4] without anything due a run costs no more than a trip for each query, and two', async () => {
    await mall.db.insert('reconciliations', {
      _id: '2026-11-20',
      state: 'done',
      leaseUntil: 0,
      tries: 0,
    } as never)
    const trips: number[] = []
    for (let minute = 0; minute < 10; minute++) {
      mall.clock.advance(MINUTE_MS)
      const { trips: made } = await mall.tripsOf(() => runJobs(mall.ctx, allJobs))
      trips.push(made.length)
    }
    // Before there were leases: 12 with every run.
    const settled = trips.slice(1)
    expect(Math.max(...settled)).toBeLessThanOrEqual(16)
    expect(settled.reduce((sum, count) => sum + count, 0) / settled.length).toBeLessThanOrEqual(12)
  })
})

it('[JOB-1] what is due is done once, whatever number of runs comes at once', async () => {
  const ctx: Context = mall.ctx
  const owing = { owed: ['commission.accrue'], owedAt: ctx.clock.now(), revision: 0 }
  const ids = Array.from({ length: 20 }, (_, i) => `o${i}`)
  await mall.db.insertMany('orders', ids.map((_id) => ({ _id, slot: _id, ...owing })) as never)
  const done: string[] = []
  const job: Job = {
    name: 'owed',
    async run() {
      const due = await mall.db.find('orders', {
        where: { owedAt: ctx.db._.gt(0) },
        limit: 50,
      })
      for (const { _id } of due) {
        done.push(_id)
        await mall.db.change('orders', { _id }, { owedAt: ctx.db._.remove() })
      }
    },
  }
  await Promise.all(Array.from({ length: 10 }, () => runJobs(ctx, [job])))
  expect(done.sort()).toEqual(ids.sort())
})
