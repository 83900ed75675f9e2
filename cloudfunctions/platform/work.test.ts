import { startTestMall, type TestMall } from '../../tests/support/context'
import { eachOf, pauseAfter, workOff, type WorkOptions } from './work'

let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
afterAll(() => mall.close())
beforeEach(() => mall.reset())

const MINUTE_MS = 60_000

test('the pause doubles from a minute to an hour, whatever the tries', () => {
  const minutes = [0, 1, 2, 3, 6, 7, 8, 100, 1e9].map((tries) => pauseAfter(tries) / MINUTE_MS)
  expect(minutes).toEqual([1, 1, 2, 4, 32, 60, 60, 60, 60])
})

describe('eachOf', () => {
  it('runs over all of them, so many at once, and none waits for a slow one', async () => {
    let [running, most] = [0, 0]
    const done: number[] = []
    let letGo = () => undefined as void
    const slow = new Promise<void>((resolve) => (letGo = resolve))
    await eachOf([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
      most = Math.max(most, ++running)
      await (item === 0 ? slow : Promise.resolve())
      running -= 1
      done.push(item)
      if (done.length === 6) letGo()
    })
    expect(most).toBe(3)
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 0])
  })

  it('goes on when one fails, and fails when all have ended', async () => {
    const done: number[] = []
    const work = eachOf([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('the first')
      await Promise.resolve()
      done.push(item)
    })
    await expect(work).rejects.toThrow('the first')
    expect(done).toEqual([2, 3, 4])
    await expect(eachOf([undefined, null, 0], 2, async () => undefined)).resolves.toBeUndefined()
  })
})

describe('workOff', () => {
  /** Numbers that wait in a list, of which some fail. */
  function queue(count: number, fails: (item: number) => boolean = () => false) {
    let waiting = Array.from({ length: count }, (_, i) => i)
    const done: number[] = []
    const asked: number[] = []
    const options: WorkOptions<number> = {
      find: (limit) => {
        asked.push(limit)
        return Promise.resolve(waiting.slice(0, limit))
      },
      one: (item) => {
        if (fails(item)) return Promise.reject(new Error(`no ${item}`))
        waiting = waiting.filter((one) => one !== item)
        done.push(item)
        return Promise.resolve()
      },
      keyOf: String,
      event: 'test.failed',
      atOnce: 2,
      limit: 100,
      batch: 5,
      until: mall.clock.now() + MINUTE_MS,
    }
    return {
      options,
      done,
      asked,
      putOff: (item: number) => (waiting = waiting.filter((one) => one !== item)),
    }
  }

  it('takes what is due, batch by batch, and asks no more when a batch is not full', async () => {
    const { options, done, asked } = queue(12)
    expect(await workOff(mall.ctx, options)).toEqual({ taken: 12, failed: 0 })
    expect(done).toHaveLength(12)
    expect(asked).toEqual([5, 5, 5])
  })

  it('asks once when nothing is due', async () => {
    const { options, asked } = queue(0)
    expect(await workOff(mall.ctx, options)).toEqual({ taken: 0, failed: 0 })
    expect(asked).toHaveLength(1)
  })

  it('takes at most its limit', async () => {
    const { options, done } = queue(30)
    expect(await workOff(mall.ctx, { ...options, limit: 7 })).toEqual({ taken: 7, failed: 0 })
    expect(done).toHaveLength(7)
  })

  it('begins none after its time', async () => {
    const { options, done } = queue(30)
    const one = (item: number) => {
      mall.clock.advance(10_000)
      return options.one(item)
    }
    const { taken } = await workOff(mall.ctx, { ...options, one, atOnce: 1 })
    expect(taken).toBe(7)
    expect(done).toHaveLength(7)
    expect(await workOff(mall.ctx, options)).toEqual({ taken: 0, failed: 0 })
  })

  it('tries one that fails once a run, logs it, and reaches those behind it', async () => {
    const { options, done } = queue(20, (item) => item < 6)
    expect(await workOff(mall.ctx, options)).toEqual({ taken: 20, failed: 6 })
    expect(done).toHaveLength(14)
    expect(mall.log.filter(({ event }) => event === 'test.failed')).toHaveLength(6)
  })

  it('puts off one that fails, and goes on when that fails, too', async () => {
    const { options, putOff } = queue(12, (item) => item % 2 === 0)
    const tries: number[] = []
    const result = await workOff(mall.ctx, {
      ...options,
      putOff: async (item) => {
        tries.push(item)
        if (item === 4) throw new Error('not now')
        putOff(item)
      },
    })
    expect(result).toEqual({ taken: 12, failed: 6 })
    expect(tries.sort((a, b) => a - b)).toEqual([0, 2, 4, 6, 8, 10])
  })
})
