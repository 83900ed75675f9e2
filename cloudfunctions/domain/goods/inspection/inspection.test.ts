import { filesInMemory, crashing, startTestMall, type TestMall } from '../../../../tests/support/context'
import { merchant, runJob } from '../../../../tests/support/handlers'
import { JPEG, pngOf, WEBP } from '../../../../tests/support/pictures'
import { hearPush } from '../../../wechatpush/push'
import type { Context, StaffContext } from '../../../platform/context'
import type { Outcome, WechatApi } from '../../../platform/ports'
import { jobs } from '../../../collected/jobs'
import { runJobs } from '../../../scheduler/run'
import { hearVerdict } from './ask.service'

/** WeChat looks at the pictures that others see; it alone decides, once, and the shop goes on without it. */

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const files = filesInMemory()

let mall: TestMall
/** What WeChat was asked, in order; the answer to the next question when it is not the number of one that was taken. */
let asked: { openid: string; address: string }[] = []
let refusal: Outcome<string> | undefined
/** Runs before WeChat's number is handed over: a push that is faster than the answer. */
let before: (trace: string) => Promise<unknown> = () => Promise.resolve()
const checkPicture: WechatApi['checkPicture'] = async (request) => {
  asked.push(request)
  if (refusal) return refusal
  const trace = `t${asked.length}`
  await before(trace)
  return { kind: 'ok', value: trace }
}
beforeAll(async () => void (mall = await startTestMall({ wechat: { checkPicture } as WechatApi, files })))
beforeEach(() => {
  mall.reset()
  asked = []
  refusal = undefined
  before = () => Promise.resolve()
})
afterAll(() => mall.close())

const upload = (bytes: Buffer, ctx: StaffContext = mall.asStaff()) =>
  merchant['picture.upload'](ctx, { content: bytes.toString('base64') })
const timer = (ctx: Context = mall.ctx) => runJob(ctx, 'inspection.ask')
const checks = () => mall.db.find('pictureChecks', { where: {}, limit: 100 })
const state = async () => (await checks()).map((check) => check.state).join()
const event = (trace: string, suggest = 'pass', label = 100) => ({
  ToUserName: 'gh_9df7d78a1234',
  FromUserName: 'oStaff',
  CreateTime: 1_626_959_646,
  MsgType: 'event',
  Event: 'wxa_media_check',
  appid: mall.ctx.appId,
  trace_id: trace,
  version: 2,
  detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
  errcode: 0,
  errmsg: 'ok',
  result: { suggest, label },
})
const parked = async () =>
  (await merchant['operations.parked'](mall.asStaff(), {})).items.filter(
    ({ kind }) => kind === 'pictureChecks',
  )
const lines = (name: string) => mall.log.filter((line) => line.event === name)

test('[PICCHECK-1] each picture is shown to WeChat once, with whoever uploaded it, and not in the upload’s way', async () => {
  await Promise.all([upload(JPEG), upload(JPEG, mall.asStaff('oOther')), upload(pngOf(120, 120))])
  expect(asked).toEqual([])
  await timer()
  await timer()
  await upload(JPEG)
  await timer()
  expect(asked).toHaveLength(2)
  expect(asked).toContainEqual({
    openid: expect.stringMatching(/^o(Staff|Other)$/),
    address: expect.stringMatching(/^https:\/\/files\.example\/pictures\/[0-9a-f]{32}\.jpg$/),
  })
  for (const trace of ['t1', 't2']) await hearPush(mall.ctx, event(trace))
  expect(await state()).toBe('passed,passed')
  mall.clock.advance(2 * DAY_MS)
  await timer()
  expect(asked).toHaveLength(2)
})

test('[PICCHECK-1] of ten runs at once one asks', async () => {
  await upload(JPEG)
  // All of them have found it before the first one begins, each by a clock of its own: an update that changes nothing
  // counts as none.
  let found = 0
  let letGo = () => undefined as void
  const allFound = new Promise<void>((resolve) => (letGo = resolve))
  const find = async (...args: Parameters<typeof mall.db.find>) => {
    const checks = await mall.db.find(...args)
    if (++found === 10) letGo()
    await allFound
    return checks
  }
  const db = { ...mall.db, find: find as typeof mall.db.find }
  const ctxOf = (i: number) => ({ ...mall.ctx, db, clock: { now: () => mall.clock.now() + i } })
  await Promise.all(Array.from({ length: 10 }, (_, i) => timer(ctxOf(i))))
  expect(asked).toHaveLength(1)
})

test('[PICCHECK-1] nothing waits, and an idle run of the timer looks at nothing', async () => {
  await upload(JPEG)
  await runJobs(mall.ctx, jobs)
  mall.clock.advance(MINUTE_MS)
  const { trips } = await mall.tripsOf(() => runJobs(mall.ctx, jobs))
  expect(trips.map(({ collection }) => collection)).not.toContain('pictureChecks')
})

describe('WeChat’s answer', () => {
  test.each([
    ['risky', 20002, '微信认为这张图可能违规（色情）'],
    ['review', 20006, '微信拿不准这张图（违法犯罪）'],
    ['risky', 424242, '微信认为这张图可能违规（其他）'],
  ])(
    '[PICCHECK-2] %s %i stands among what stopped until somebody has looked',
    async (suggest, label, words) => {
      const { picture } = await upload(JPEG)
      await timer()
      await hearPush(mall.ctx, event('t1', suggest, label))
      const [check] = await checks()
      const documentId = check!._id
      expect(await parked()).toEqual([
        {
          kind: 'pictureChecks',
          title: '图片',
          documentId,
          picture,
          since: mall.clock.now(),
          effects: [
            {
              what: '通过微信的图片检查',
              cause: expect.stringContaining(words),
              detail: `${suggest} ${label}`,
              tries: 0,
            },
          ],
        },
      ])
      const owner = {
        ...mall.asStaff(),
        acting: { openid: 'oStaff', name: '沈禾', call: 'operations.retry' },
      }
      const see = () => merchant['operations.retry'](owner, { kind: 'pictureChecks', documentId })
      expect(await Promise.all(Array.from({ length: 10 }, see))).toEqual(
        Array.from({ length: 10 }, () => ({})),
      )
      expect(await parked()).toEqual([])
      const rows = await mall.db.find('trail', { where: {}, limit: 10 })
      expect(rows).toMatchObject([
        { what: '看过微信有疑问的图片', name: '沈禾', subject: { id: documentId } },
      ])
      // Once seen, the same picture is no news.
      await upload(JPEG)
      await hearPush(mall.ctx, event('t1', 'risky', 20002))
      expect(await parked()).toEqual([])
    },
  )

  test('[PICCHECK-2] one that passes is nothing to look at', async () => {
    await upload(JPEG)
    await timer()
    const [check] = await checks()
    const see = () =>
      merchant['operations.retry'](mall.asStaff(), { kind: 'pictureChecks', documentId: check!._id })
    await expect(see()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await hearPush(mall.ctx, event('t1'))
    expect(await parked()).toEqual([])
    await expect(see()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('[PICCHECK-3] counts once, however often and however different it comes at once', async () => {
    await upload(JPEG)
    await timer()
    const became = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        hearVerdict(mall.ctx, { trace: 't1', suggest: i % 2 ? 'pass' : 'risky', label: i }),
      ),
    )
    expect(became.filter((one) => one === 'decided')).toHaveLength(1)
    expect(became.filter((one) => one === 'known')).toHaveLength(9)
    const [check] = await checks()
    expect(check).toMatchObject({ label: became.indexOf('decided') })
    expect(check).not.toHaveProperty('dueAt')
  })

  test('[PICCHECK-3] counts for a number alone that we were given, and of our mini-program', async () => {
    await upload(JPEG)
    await timer()
    await hearPush(mall.ctx, event('t2', 'risky'))
    await hearPush(mall.ctx, { ...event('t1', 'risky'), appid: 'wx00000000000000ff' })
    for (const wrong of [
      undefined,
      7,
      'risky',
      {},
      { ...event('t1'), trace_id: { $ne: '' } },
      { ...event('t1'), Event: 'subscribe' },
      { ...event('t1'), result: { suggest: 'fine', label: 1 } },
    ])
      await hearPush(mall.ctx, wrong)
    expect(await state()).toBe('waiting')
    expect(lines('picture.verdict_unknown')).toHaveLength(1)
    expect(lines('security.push_of_foreign_app')).toHaveLength(1)
    expect(lines('push.unknown')).toHaveLength(7)
    await hearPush(mall.ctx, event('t1', 'risky'))
    expect(await state()).toBe('doubtful')
  })

  test('[PICCHECK-4] may be faster than the number that it belongs to', async () => {
    before = async (trace) => {
      await hearPush(mall.ctx, event('t-foreign', 'pass'))
      await hearPush(mall.ctx, event(trace, 'risky', 20002))
    }
    await upload(JPEG)
    await timer()
    expect(await state()).toBe('doubtful')
    expect(asked).toHaveLength(1)
    expect((await checks())[0]).not.toHaveProperty('early')
  })

  test('[PICCHECK-4] what comes for nobody fills nothing up', async () => {
    before = async () => {
      for (let i = 0; i < 30; i++) await hearPush(mall.ctx, event(`foreign${i}`))
    }
    await upload(JPEG)
    await timer()
    expect((await checks())[0]?.early).toHaveLength(20)
    await hearPush(mall.ctx, event('t1'))
    expect((await checks())[0]).toMatchObject({ state: 'passed' })
  })

  test('[PICCHECK-4] that came early is found by the next run, when the one that noted its number died with it', async () => {
    before = (trace) => hearPush(mall.ctx, event(trace, 'risky', 20002))
    let found = 0
    for (let at = 1; at < 8; at++) {
      mall.reset()
      asked = []
      await upload(JPEG)
      await timer(crashing(mall.ctx, at, 'after')).catch(() => undefined)
      const [check] = await checks()
      if (check?.state !== 'waiting' || check.traces.length === 0) continue
      found += 1
      mall.clock.advance(DAY_MS)
      await timer()
      expect([await state(), asked.length]).toEqual(['doubtful', 1])
    }
    expect(found).toBeGreaterThan(0)
  })

  test.each(['before', 'after'] as const)(
    '[PICCHECK-4] is heard in the end when a process dies %s any of its operations',
    async (when) => {
      for (const push of [true, false]) {
        for (let at = 1, died = true; died; at++) {
          mall.reset()
          asked = []
          await upload(JPEG)
          before = (trace) => (push ? hearPush(mall.ctx, event(trace, 'risky', 20002)) : Promise.resolve())
          const ctx = crashing(mall.ctx, at, when)
          let stopped = false
          await timer(ctx).catch(() => (stopped = true))
          died = stopped || lines('picture.not_asked').length > 0
          if (!push) {
            const trace = `t${asked.length}`
            const again = crashing(mall.ctx, at, when)
            if (asked.length > 0)
              await hearPush(again, event(trace, 'risky', 20002)).catch(() => (died = true))
            if (asked.length > 0) await hearPush(mall.ctx, event(trace, 'risky', 20002))
          }
          // Whoever did not hear asks again, once the one that died must have ended.
          for (let tries = 0; tries < 3 && (await state()) !== 'doubtful'; tries++) {
            mall.clock.advance(DAY_MS)
            await timer()
            if (!push) await hearPush(mall.ctx, event(`t${asked.length}`, 'risky', 20002))
          }
          expect({ at, push, state: await state() }).toEqual({ at, push, state: 'doubtful' })
          expect(at).toBeLessThan(30)
        }
      }
    },
  )
})

describe('without an answer', () => {
  test('[PICCHECK-5] WeChat is asked once more after a day, then the log says that it went unchecked', async () => {
    await upload(JPEG)
    await timer()
    mall.clock.advance(DAY_MS - 1)
    await timer()
    expect(asked).toHaveLength(1)
    mall.clock.advance(1)
    await timer()
    expect(asked).toHaveLength(2)
    expect(lines('picture.unchecked')).toEqual([])
    mall.clock.advance(DAY_MS)
    await timer()
    mall.clock.advance(30 * DAY_MS)
    await timer()
    expect(asked).toHaveLength(2)
    expect(await state()).toBe('unchecked')
    expect(lines('picture.unchecked')).toHaveLength(1)
    expect(await parked()).toEqual([])
  })

  test('[PICCHECK-5] an answer to the first question counts while the second one waits', async () => {
    await upload(JPEG)
    await timer()
    mall.clock.advance(DAY_MS)
    await timer()
    await hearPush(mall.ctx, event('t1', 'review', 21000))
    expect(await state()).toBe('doubtful')
  })

  test('[PICCHECK-5] what WeChat could not fetch is asked about once more, soon', async () => {
    const lost = (trace: string) => ({ ...event(trace), errcode: -1008, errmsg: 'lost', result: undefined })
    await upload(JPEG)
    await timer()
    await hearPush(mall.ctx, lost('t1'))
    mall.clock.advance(30 * MINUTE_MS)
    await timer()
    expect(asked).toHaveLength(2)
    await hearPush(mall.ctx, lost('t2'))
    await hearPush(mall.ctx, lost('t2'))
    mall.clock.advance(30 * MINUTE_MS)
    await timer()
    expect([asked.length, await state()]).toEqual([2, 'unchecked'])
  })

  test('[PICCHECK-5] a WebP, which WeChat does not take, goes unchecked, and the log says so', async () => {
    await upload(WEBP)
    await upload(WEBP)
    await timer()
    expect(asked).toEqual([])
    expect([await state(), lines('picture.unchecked').length]).toEqual(['unchecked', 1])
  })

  test('[PICCHECK-5] what WeChat refuses for good is not asked again', async () => {
    refusal = { kind: 'rejected', code: '61010', message: '', final: true }
    await upload(JPEG)
    await timer()
    mall.clock.advance(DAY_MS)
    await timer()
    expect([asked.length, await state()]).toEqual([1, 'unchecked'])
    expect(lines('picture.unchecked')).toMatchObject([{ fields: { why: '61010' } }])
  })

  test('[PICCHECK-5] while WeChat is away it is asked again and again, more and more slowly, and not for ever', async () => {
    refusal = { kind: 'unknown', cause: 'timeout' }
    await upload(JPEG)
    for (let minute = 0; minute < 600; minute += 5) {
      await timer()
      mall.clock.advance(5 * MINUTE_MS)
    }
    expect([asked.length, await state()]).toEqual([8, 'unchecked'])
  })
})
