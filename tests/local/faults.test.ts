import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { openidOf, startLocalCloud, type FaultName, type LocalCloud, type Plan } from '../../local'
import type { RequestPaymentParams } from '../../emulator/src/wechatpay'
import { startCloudProcess } from '../support/cloud-process'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'
import { loose } from './loose'
import type { Step } from './fixtures/faulty/storefront'

const MINUTE = 60_000

let folder: string
/** Whose functions wait for an answer nearly as long as they may run: a busy machine is no fault. */
let patient: LocalCloud
/** Whose functions soon give up, for faults that let them wait in vain. */
let hasty: LocalCloud
/** The one that a test uses: the patient one unless it says otherwise. */
let cloud: LocalCloud
let names = 0

beforeAll(async () => {
  const cache = join(__dirname, '../../.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'faulty-'))
  await build({
    entryPoints: Object.fromEntries(
      ['storefront', 'paynotify'].map((name) => [
        `${name}/index`,
        join(__dirname, `fixtures/faulty/${name}.ts`),
      ]),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  })
  const start = (callTimeoutMs: number) =>
    startLocalCloud({
      functionsDir: folder,
      callTimeoutMs,
      ackTimeoutMs: PATIENCE_MS,
      timers: false,
      clockStandsAt: NOON,
    })
  patient = await start(18_000)
  hasty = await start(2_000)
  await loose(patient.db).insert('tokens', { _id: 'deliveries', count: 0 })
})
beforeEach(() => {
  cloud = patient
})
afterEach(() => cloud.faults.disarm())
afterAll(async () => {
  await patient?.close()
  await hasty?.close()
  rmSync(folder, { recursive: true, force: true })
})

const cloudFor = (fault: FaultName) => (fault === 'delay' || fault === 'stall' ? hasty : patient)

/** What each step heard, or what became of the whole invocation. */
async function perform(...steps: Step[]): Promise<unknown> {
  const invoked = await cloud.runner!.invoke('storefront', { steps })
  return invoked.ok ? (JSON.parse(invoked.text) as unknown) : invoked.code
}

async function counter(): Promise<string> {
  const id = `counter-${++names}`
  await loose(cloud.db).insert('tokens', { _id: id, count: 0 })
  return id
}
const countOf = async (id: string) => (await loose(cloud.db).get<{ count: number }>('tokens', id))?.count

const newOrder = () => `order_${String(++names).padStart(8, '0')}`
const prepay = (orderId: string): Step => ({
  do: 'prepay',
  orderId,
  openid: openidOf('buyer'),
  expiresAt: cloud.clock.now() + 30 * MINUTE,
})
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const arm = (at: string, fault: FaultName, k = 1) => cloud.faults.arm({ faults: [{ at, k, fault }] })

describe('the database', () => {
  test.each<[FaultName, unknown, number]>([
    ['refuse', [{ error: 'ECONNRESET' }, 0], 0],
    ['lose', [{ error: 'ECONNRESET' }, 1], 1],
    ['delay', [{ error: 'ESOCKETTIMEDOUT' }, 0], 1],
    ['stall', [{ error: 'ESOCKETTIMEDOUT' }, 1], 1],
    ['twice', [1, 2], 2],
    ['kill_before', 'CRASHED', 0],
    ['kill_after', 'CRASHED', 1],
    ['rate_limit', [{ error: 'EXCEED_CONCURRENT_REQUEST_LIMIT' }, 0], 0],
    ['system_error', [{ error: 'SYS_ERR' }, 0], 0],
    ['system_error_after', [{ error: 'SERVER_TIMEOUT' }, 1], 1],
  ])('%s: the caller hears %j, and the count is %d', async (fault, heard, count) => {
    cloud = cloudFor(fault)
    const id = await counter()
    // On a connection that was used before, too, the SDK does not ask a second time by itself.
    await perform({ do: 'readCount', id })
    arm('database.modifyDocument', fault)
    expect(await perform({ do: 'count', id }, { do: 'readCount', id })).toEqual(heard)
    expect(await countOf(id)).toBe(count)
    const read = fault.startsWith('kill') ? [] : [{ at: 'database.getDocument.tokens' }]
    expect(cloud.faults.report()).toEqual({
      armed: true,
      planned: [{ at: 'database.modifyDocument', k: 1, fault }],
      requests: [{ at: 'database.modifyDocument.tokens', fault }, ...read],
      held: 0,
    })
    expect(await perform({ do: 'count', id })).toEqual([1])
  })
})

describe('WeChat Pay', () => {
  const unknown = (cause: string) => ({ kind: 'unknown', cause: expect.stringContaining(cause) as string })
  const none = { kind: 'rejected', code: 'ORDER_NOT_EXIST' }
  const prepaid = { package: expect.stringContaining('prepay_id=') as string }

  test.each<[FaultName, unknown, boolean]>([
    ['refuse', [unknown('network'), none], false],
    ['lose', [unknown('network'), 'NOTPAY'], true],
    ['delay', [unknown('timeout'), none], true],
    ['stall', [unknown('timeout'), 'NOTPAY'], true],
    ['twice', [prepaid, 'NOTPAY'], true],
    ['kill_before', 'CRASHED', false],
    ['kill_after', 'CRASHED', true],
    ['rate_limit', [{ kind: 'rejected', code: 'FREQUENCY_LIMITED' }, none], false],
    ['system_error', [unknown('server_error'), none], false],
    ['system_error_after', [unknown('server_error'), 'NOTPAY'], true],
    ['unsigned', [unknown('unverified'), 'NOTPAY'], true],
    ['not_json', [unknown('malformed'), 'NOTPAY'], true],
  ])('%s', async (fault, heard, isThere) => {
    cloud = cloudFor(fault)
    const orderId = newOrder()
    const first = prepay(orderId)
    arm('wechatpay.prepay', fault)
    expect(await perform(first, { do: 'query', orderId })).toEqual(
      Array.isArray(heard)
        ? heard.map((one: unknown) => (isObject(one) ? expect.objectContaining(one) : one))
        : heard,
    )
    expect(cloud.wechatpay.trade({ outTradeNo: orderId }) !== undefined).toBe(isThere)
    expect(cloud.faults.report().requests[0]).toEqual({ at: 'wechatpay.prepay', fault })
    // Whatever happened: the same call again decides.
    expect(await perform(first)).toEqual([expect.objectContaining(prepaid)])
  })
})

describe('WeChat', () => {
  test.each<[FaultName, unknown, number]>([
    ['refuse', 'unknown', 0],
    ['lose', 'unknown', 1],
    ['delay', 'unknown', 1],
    ['stall', 'unknown', 1],
    ['twice', 'ok', 2],
    ['kill_before', 'CRASHED', 0],
    ['kill_after', 'CRASHED', 1],
    ['rate_limit', 'rejected', 0],
    ['system_error', 'unknown', 0],
    ['system_error_after', 'unknown', 1],
    ['not_json', 'unknown', 1],
  ])('%s: the caller hears %s, and %d messages were sent', async (fault, heard, count) => {
    cloud = cloudFor(fault)
    const openid = openidOf(`reader-${++names}`)
    arm('wechat.sendMessage', fault)
    const answer = await perform({ do: 'message', openid })
    expect(Array.isArray(answer) ? (answer[0] as { kind: string }).kind : answer).toBe(heard)
    expect(cloud.wechat.messages(openid)).toHaveLength(count)
  })

  test('its token is a place of its own', async () => {
    cloud.wechat.revokeTokens()
    arm('wechat.token', 'refuse')
    const openid = openidOf(`reader-${++names}`)
    expect(await perform({ do: 'message', openid })).toMatchObject([{ kind: 'unknown' }])
    expect(cloud.faults.report().requests).toEqual([
      { at: 'wechat.sendMessage' },
      { at: 'database.getDocument.tokens' },
      { at: 'wechat.token', fault: 'refuse' },
    ])
    expect(await perform({ do: 'message', openid })).toMatchObject([{ kind: 'ok' }])
  })
})

describe('notifications', () => {
  const SECOND = 1_000
  const delivered = async () => (await countOf('deliveries')) ?? 0

  /** What the mall has worked on and WeChat Pay has counted: at once, 15 s and 40 min later. */
  async function story(fault: FaultName): Promise<unknown[]> {
    const orderId = newOrder()
    const [params] = (await perform(prepay(orderId))) as [RequestPaymentParams]
    const before = await delivered()
    arm('notification.TRANSACTION', fault)
    expect(cloud.wechatpay.pay(params, { openid: openidOf('buyer') })).toMatchObject({ ok: true })
    const seen = []
    for (const pauseMs of [0, 15 * SECOND, 40 * MINUTE]) {
      await cloud.advance(pauseMs)
      const [sent] = cloud.wechatpay.notifications(orderId)
      seen.push([(await delivered()) - before, sent?.attempts, sent?.acknowledged_at !== null])
    }
    return seen
  }

  test.each<[FaultName, unknown[]]>([
    [
      'refuse',
      [
        [0, 1, false],
        [1, 2, true],
        [1, 2, true],
      ],
    ],
    [
      'lose',
      [
        [1, 1, false],
        [2, 2, true],
        [2, 2, true],
      ],
    ],
    [
      'twice',
      [
        [2, 1, true],
        [2, 1, true],
        [2, 1, true],
      ],
    ],
    [
      'late',
      [
        [0, 0, false],
        [0, 0, false],
        [1, 1, true],
      ],
    ],
    [
      'kill_before',
      [
        [0, 1, false],
        [1, 2, true],
        [1, 2, true],
      ],
    ],
    [
      'kill_after',
      [
        [1, 1, false],
        [2, 2, true],
        [2, 2, true],
      ],
    ],
  ])('%s', async (fault, seen) => {
    expect(await story(fault)).toEqual(seen)
    expect(cloud.faults.report().requests[0]).toEqual({ at: 'notification.TRANSACTION.SUCCESS', fault })
  })
})

describe('the plan', () => {
  const counts = async (plan: Plan) => {
    const id = await counter()
    cloud.faults.arm(plan)
    await perform(...Array.from({ length: 30 }, (): Step => ({ do: 'count', id })))
    return { ...(await cloud.faults.disarm()), count: await countOf(id) }
  }

  test('counts a kind and everything below it, and each fault on its own', async () => {
    const { requests, count } = await counts({
      faults: [
        { at: 'database', k: 2, fault: 'refuse' },
        { at: 'database.modifyDocument', k: 2, fault: 'twice' },
        { at: 'database.modifyDocument.tokens', k: 4, fault: 'lose' },
        { at: 'database.modify', k: 1, fault: 'refuse' },
        { at: 'database.modifyDocument.orders', k: 1, fault: 'refuse' },
      ],
    })
    expect(requests.slice(0, 5).map(({ fault }) => fault)).toEqual([
      undefined,
      'refuse',
      undefined,
      'lose',
      undefined,
    ])
    expect(count).toBe(29)
  })

  test('the same seed gives the same faults at the same requests, another one others', async () => {
    const random = (seed: number): Plan => ({
      random: { seed, rate: 0.5, among: ['refuse', 'lose', 'twice', 'system_error'] },
    })
    const [first, same, other] = [await counts(random(7)), await counts(random(7)), await counts(random(8))]
    expect(same).toEqual(first)
    expect(other).not.toEqual(first)
    const met = first.requests.filter(({ fault }) => fault)
    expect(new Set(met.map(({ fault }) => fault)).size).toBeGreaterThan(2)
    const times = (fault: FaultName) => first.requests.filter((one) => one.fault === fault).length
    expect(first.count).toBe(30 - times('refuse') - times('system_error') + times('twice'))
  })

  test('a request of nobody’s function is neither counted nor harmed', async () => {
    const id = await counter()
    arm('database', 'refuse')
    expect(await countOf(id)).toBe(0)
    expect(cloud.faults.report().requests).toEqual([])
  })

  test('inside a transaction too: what is lost is rolled back or tried again', async () => {
    const id = await counter()
    arm('database.commitTransaction', 'lose')
    expect(await perform({ do: 'increaseInTransaction', id })).toEqual([{ error: 'ECONNRESET' }])
    expect(await countOf(id)).toBe(1)
    arm('database.modifyAndReturnDoc', 'refuse')
    expect(await perform({ do: 'increaseInTransaction', id })).toEqual([{ error: 'ECONNRESET' }])
    expect(cloud.faults.report().requests.map(({ at }) => at)).toContain('database.abortTransaction')
    expect(await countOf(id)).toBe(1)
  })

  test('what is held is finished when the plan ends, and nothing hangs', async () => {
    const id = await counter()
    // Held for as long as the caller waits, and this one waits long.
    arm('database.modifyDocument', 'delay')
    const held = perform({ do: 'count', id }, { do: 'readCount', id })
    while (cloud.faults.report().held === 0) await new Promise(setImmediate)
    expect(await countOf(id)).toBe(0)
    expect(await cloud.faults.disarm()).toMatchObject({ armed: false, held: 0 })
    expect(await countOf(id)).toBe(1)
    expect(await held).toEqual([{ error: 'ECONNRESET' }, 1])
  })

  test('is given, seen and ended over HTTP, and refused when nothing of the kind can happen', async () => {
    const ask = async (path: string, body?: object) => {
      const answer = await fetch(`${cloud.url}/local/${path}`, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json' },
      })
      return { status: answer.status, body: (await answer.json()) as object }
    }
    const id = await counter()
    const faults = [{ at: 'database.modifyDocument', k: 1, fault: 'twice' }]
    expect(await ask('faults', { faults })).toEqual({
      status: 200,
      body: { armed: true, planned: faults, requests: [], held: 0 },
    })
    expect(await perform({ do: 'count', id })).toEqual([1])
    const requests = [{ at: 'database.modifyDocument.tokens', fault: 'twice' }]
    expect((await ask('faults')).body).toEqual({
      armed: true,
      planned: faults,
      requests,
      held: 0,
    })
    expect((await ask('faults/clear', {})).body).toEqual({
      armed: false,
      planned: [],
      requests,
      held: 0,
    })
    for (const wrong of [
      { faults: [{ at: 'database', k: 1, fault: 'late' }] },
      { faults: [{ at: 'elsewhere', k: 1, fault: 'refuse' }] },
      { faults: [{ at: 'database', k: 0, fault: 'refuse' }] },
      { random: { seed: 1, rate: 2 } },
      { fault: 'refuse' },
    ]) {
      expect((await ask('faults', wrong)).status).toBe(400)
    }
    expect(() => arm('notification', 'stall')).toThrow(RangeError)
    expect(() => arm('database', 'refuse', 0)).toThrow(RangeError)
  })
})

test('what a transaction has locked is free again when its time is over, though its instance died', async () => {
  const short = await startLocalCloud({ functionsDir: folder, transactionLimitMs: 1_500, timers: false })
  await loose(short.db).insert('tokens', { _id: 'one', count: 0 })
  const ask = async (...steps: Step[]) => {
    const invoked = await short.runner!.invoke('storefront', { steps })
    return invoked.ok ? (JSON.parse(invoked.text) as unknown) : invoked.code
  }
  short.faults.arm({ faults: [{ at: 'database.modifyAndReturnDoc', k: 1, fault: 'kill_after' }] })
  expect(await ask({ do: 'increaseInTransaction', id: 'one' })).toBe('CRASHED')
  expect(await ask({ do: 'readCount', id: 'one' }, { do: 'count', id: 'one' })).toEqual([0, 1])
  expect(await loose(short.db).get('tokens', 'one')).toEqual({ _id: 'one', count: 1 })
  await short.close()
})

describe('the whole cloud in a process of its own', () => {
  test.each<[FaultName, number]>([
    ['crash_before', 0],
    ['crash_after', 1],
  ])('%s: it is killed, starts again on its folder and port, and the count is %d', async (fault, count) => {
    const dataDir = mkdtempSync(join(folder, 'data-'))
    const mall = await startCloudProcess({ dataDir, functionsDir: folder, timers: false })
    const before = mall.url
    await loose(mall.db).insert('tokens', { _id: 'one', count: 0 })
    await mall.control('clock/advance', { ms: 60 * MINUTE })
    const invoke = (...steps: Step[]) =>
      fetch(`${mall.url}/phone/buyer/api/storefront`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ steps }),
      }).then((answer) => answer.json() as Promise<unknown>)
    await mall.arm({ faults: [{ at: 'database.modifyDocument', k: 2, fault }] })
    await expect(
      invoke({ do: 'count', id: 'one' }, { do: 'count', id: 'one' }, { do: 'count', id: 'one' }),
    ).rejects.toThrow('fetch failed')
    expect(await mall.exited).toEqual({ code: null, signal: 'SIGKILL' })
    await mall.revive()
    expect([mall.url, mall.restarts]).toEqual([before, 1])
    // The first one was acknowledged.
    expect(await loose(mall.db).get('tokens', 'one')).toEqual({ _id: 'one', count: 1 + count })
    expect((await mall.read<{ offsetMs: number }>('clock')).offsetMs).toBe(60 * MINUTE)
    expect(await invoke({ do: 'count', id: 'one' })).toEqual([1])
    await mall.revive()
    expect(mall.restarts).toBe(1)
    await mall.close()
    expect(await mall.exited).toEqual({ code: 0, signal: null })
  })
})
