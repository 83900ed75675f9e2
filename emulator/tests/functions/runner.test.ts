import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createClock, type MovableClock } from '../../src/base'
import type { Dies } from '../../src/faults'
import {
  createRunner,
  httpStatusOf,
  type LogLine,
  type Runner,
  type RunnerOptions,
} from '../../src/functions'

const MINUTE = 60_000
const spec = { timeoutMs: 10_000, memoryMb: 128, triggers: [] }

let clock: MovableClock
let runner: Runner
let lines: LogLine[]
let server: Server
/** Grows with each request that the hook has worked on. */
let workDone: string
/** The instance that makes this one is killed. */
let operationsToLive: number
/** While it is set: requests wait here for one another, until there are so many. */
let meeting: { guests: number; waiting: { instance: string; response: ServerResponse }[] } | undefined
/** Hears each line. */
let onLine: () => void

beforeEach(async () => {
  server = createServer((request, response) => {
    const id = new URL(request.url ?? '', 'http://local').searchParams.get('instance') ?? ''
    const caller = runner.caller(id)
    caller?.countOperation()
    if (meeting) {
      meeting.waiting.push({ instance: id, response })
      if (meeting.waiting.length < meeting.guests) return
      for (const guest of meeting.waiting) guest.response.end('{}')
      return
    }
    if (--operationsToLive > 0) return void response.end('{}')
    caller?.kill()
    response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  clock = createClock(3 * 24 * 60 * MINUTE)
  workDone = join(mkdtempSync(join(tmpdir(), 'work-')), 'done')
  lines = []
  operationsToLive = Infinity
  meeting = undefined
  onLine = () => undefined
  runner = start()
})

function start(options: Partial<RunnerOptions> = {}): Runner {
  return createRunner({
    clock,
    specs: [
      { ...spec, name: 'probe' },
      { ...spec, name: 'hook' },
    ],
    functionsDir: join(__dirname, 'fixtures'),
    env: { SHOP: '山野集', WORK_DONE: workDone },
    adminUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`,
    appid: 'wxapp',
    envId: 'test',
    onLog: (line) => {
      lines.push(line)
      onLine()
    },
    ...options,
  })
}

afterEach(async () => {
  await runner.close()
  server.closeAllConnections()
  server.close()
  rmSync(dirname(workDone), { recursive: true })
})

async function ask<T>(event: object, openid?: string): Promise<T> {
  const invoked = await runner.invoke('probe', event, openid ? { openid } : undefined)
  if (!invoked.ok) throw new Error(`${invoked.code} ${invoked.message}`)
  return JSON.parse(invoked.text) as T
}

test('each invocation carries its caller, and what the platform leaves behind stays', async () => {
  expect(await ask({ do: 'identity' }, 'o_first')).toMatchObject({
    openid: 'o_first',
    keys: expect.stringContaining('WX_OPENID'),
  })
  expect(await ask({ do: 'identity' }, 'o_second')).toMatchObject({ openid: 'o_second' })
  expect(await ask({ do: 'identity' })).toMatchObject({ openid: 'o_second', environment: '{}' })
})

test.each([
  [
    'environ',
    {
      environ:
        'WX_CONTEXT_KEYS=WX_OPENID,WX_APPID,WX_CLIENTIP;WX_OPENID=o_1;WX_APPID=wxapp;WX_CLIENTIP=127.0.0.1;TCB_CONTEXT_KEYS=TCB_SOURCE;TCB_SOURCE=wx_client',
    },
  ],
  ['neither', {}],
] as const)(
  'who calls is handed over as on an older architecture, or not at all: %s',
  async (contextForm, handed) => {
    await runner.close()
    runner = start({ contextForm })
    // What is left in the process is the same in all of them.
    expect(await ask({ do: 'identity' }, 'o_1')).toEqual({
      openid: 'o_1',
      keys: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
      ...handed,
    })
  },
)

test('who comes from a web page has no identity of WeChat', async () => {
  const invoked = await runner.invoke('probe', { do: 'identity' }, { uuid: 'u1', loginType: 'ANONYMOUS' })
  const { openid, environment } = JSON.parse(invoked.ok ? invoked.text : '') as Record<string, string>
  expect(openid).toBeUndefined()
  expect(JSON.parse(environment!)).toEqual({
    TCB_CONTEXT_KEYS: 'TCB_UUID,LOGINTYPE,TCB_ISANONYMOUS_USER',
    TCB_UUID: 'u1',
    LOGINTYPE: 'ANONYMOUS',
    TCB_ISANONYMOUS_USER: 'true',
  })
})

test('a function gets those of the deployment’s variables that it is given, and all of the platform’s', async () => {
  await runner.close()
  runner = start({
    specs: [{ ...spec, name: 'probe', variables: ['SHOP'] }],
    env: { SHOP: '${NAME}', NAME: '山野集', SECRET: 'x' },
  })
  const env = await ask<Record<string, string>>({ do: 'env' })
  expect(env).toMatchObject({ SHOP: '山野集', TENCENTCLOUD_RUNENV: 'SCF' })
  expect(env).not.toHaveProperty('SECRET')
  expect(env).not.toHaveProperty('NAME')
})

test('a function sees its own variables and the platform’s, never those of this process', async () => {
  process.env['SECRET_OF_THE_LAPTOP'] = 'yes'
  const env = await ask<Record<string, string>>({ do: 'env' })
  expect(env).toMatchObject({ SHOP: '山野集', TENCENTCLOUD_RUNENV: 'SCF', SCF_NAMESPACE: 'test' })
  expect(env).not.toHaveProperty('SECRET_OF_THE_LAPTOP')
  expect(env).not.toHaveProperty('PATH')
})

test('Date in a function is the emulator’s time, also after a jump', async () => {
  const close = (value: number) => Math.abs(value - clock.now()) < MINUTE
  const first = await ask<{ now: number; made: number; isDate: boolean; text: string }>({ do: 'now' })
  expect([close(first.now), close(first.made), first.isDate]).toEqual([true, true, true])
  expect(close(Date.parse(first.text))).toBe(true)
  clock.advance(30 * 24 * 60 * MINUTE)
  expect(close((await ask<{ now: number }>({ do: 'now' })).now)).toBe(true)
})

test('an instance answers one invocation at a time and is used again when warm', async () => {
  meeting = { guests: 2, waiting: [] }
  await Promise.all([ask({ do: 'fetch', times: 1 }), ask({ do: 'fetch', times: 1 })])
  expect(new Set(meeting.waiting.map(({ instance }) => instance)).size).toBe(2)
  expect(await ask({ do: 'calls' })).toBe(2)
})

test('errors, exits and endless loops end the invocation, and the next one is answered', async () => {
  expect(await runner.invoke('probe', { do: 'throw' })).toMatchObject({ ok: false, code: 'FUNCTION_ERROR' })
  expect(await runner.invoke('probe', { do: 'exit' })).toMatchObject({ ok: false, code: 'CRASHED' })
  expect(await runner.invoke('probe', 'not json')).toMatchObject({ ok: false, code: 'BAD_EVENT' })
  expect(await runner.invoke('nobody', {})).toMatchObject({ ok: false, code: 'UNKNOWN_FUNCTION' })
  expect(await ask({ do: 'calls' })).toBe(1)
  expect(lines.some(({ text }) => text.includes('as asked'))).toBe(true)
})

test('payloads above 6 MB are refused on the way in and out', async () => {
  const large = { do: 'calls', pad: 'x'.repeat(6 * 1024 * 1024) }
  expect(await runner.invoke('probe', large)).toMatchObject({ ok: false, code: 'PAYLOAD_TOO_LARGE' })
  const answer = await runner.invoke('probe', { do: 'large', bytes: 6 * 1024 * 1024 })
  expect(answer).toMatchObject({ ok: false, code: 'ANSWER_TOO_LARGE' })
  expect([httpStatusOf('PAYLOAD_TOO_LARGE'), httpStatusOf('ANSWER_TOO_LARGE')]).toEqual([413, 502])
})

test('a large function is kept compiled, and new code of the same length is new code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'))
  const kept = join(__dirname, '../../.cache/compiled/padded.bin')
  const write = (answer: string) =>
    writeFileSync(
      join(folder, 'padded/index.js'),
      `exports.main = () => '${answer}' //${'x'.repeat(100_000)}`,
    )
  mkdirSync(join(folder, 'padded'))
  rmSync(kept, { force: true })
  write('one')
  const padded = createRunner({
    clock,
    specs: [{ ...spec, name: 'padded' }],
    functionsDir: folder,
    env: {},
    adminUrl: '',
    appid: '',
    envId: 'test',
    limits: { instances: 1 },
  })
  const answers: unknown[] = []
  for (const next of ['one', 'two', 'one', 'one']) {
    answers.push(await padded.invoke('padded', {}))
    // What the instance does behind its first answer is done before its second one.
    await padded.invoke('padded', {})
    expect(existsSync(kept)).toBe(true)
    write(next)
    padded.renew()
  }
  await padded.close()
  expect(answers).toMatchObject(['one', 'one', 'two', 'one'].map((word) => ({ ok: true, text: `"${word}"` })))
  rmSync(folder, { recursive: true })
})

test('an invocation that takes too long is answered, and its instance is gone', async () => {
  const hasty = createRunner({
    clock,
    // Time enough for the second one on a machine that does other things.
    specs: [{ ...spec, name: 'probe', timeoutMs: 1_500 }],
    functionsDir: join(__dirname, 'fixtures'),
    env: {},
    adminUrl: 'http://127.0.0.1:1/admin',
    appid: 'wxapp',
    envId: 'test',
  })
  expect(await hasty.invoke('probe', { do: 'spin' })).toMatchObject({ ok: false, code: 'TIMEOUT' })
  expect(await hasty.invoke('probe', { do: 'calls' })).toMatchObject({ ok: true, text: '1' })
  await hasty.close()
})

test('a full queue says busy, and closing answers what waits', async () => {
  const narrow = createRunner({
    clock,
    specs: [{ ...spec, name: 'probe' }],
    functionsDir: join(__dirname, 'fixtures'),
    env: {},
    adminUrl: 'http://127.0.0.1:1/admin',
    appid: 'wxapp',
    envId: 'test',
    limits: { instances: 1, queue: 2 },
  })
  const asked = Array.from({ length: 3 }, () => narrow.invoke('probe', { do: 'wait', ms: 60_000 }))
  expect(await asked[2]).toMatchObject({ ok: false, code: 'BUSY' })
  await narrow.close()
  expect(await Promise.all(asked)).toMatchObject([{ code: 'CLOSED' }, { code: 'CLOSED' }, { code: 'BUSY' }])
})

test('calls of the cloud are counted, and an instance can be killed at any of them', async () => {
  expect(await runner.invoke('probe', { do: 'fetch', times: 3 })).toMatchObject({ ok: true, operations: 3 })
  operationsToLive = 2
  const killed = await runner.invoke('probe', { do: 'fetch', times: 3 })
  expect(killed).toMatchObject({ ok: false, code: 'CRASHED', operations: 2 })
  operationsToLive = Infinity
  expect(await ask({ do: 'fetch', times: 1 })).toBe('fetched')
})

test('an instance can die before a request over HTTP, or after it without an answer', async () => {
  const request = {
    method: 'POST',
    path: '/',
    search: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
  }
  const event = (dies?: Dies) => runner.invokeHttp('hook', request, dies)
  expect((await event('before')).status).toBe(502)
  expect(existsSync(workDone)).toBe(false)
  expect((await event('after')).status).toBe(502)
  expect((await event()).status).toBe(201)
  expect(readFileSync(workDone, 'utf8')).toBe('..')
})

test('what is left to do for an invocation is done when it has ended, before it is told', async () => {
  const done: string[] = []
  const id = await ask<string>({ do: 'instance' })
  const invoked = runner.invoke('probe', { do: 'wait', ms: 200 }).then(() => done.push('told'))
  runner.caller(id)?.afterwards(async () => void done.push('afterwards'))
  expect(done).toEqual([])
  await invoked
  expect(done).toEqual(['afterwards', 'told'])
})

test('new code: instances end after their present work', async () => {
  await ask({ do: 'calls' })
  const working = ask<{ instanceCalls: number }>({ do: 'wait', ms: 100 })
  runner.renew('probe')
  expect(await ask({ do: 'calls' })).toBe(1)
  expect(await working).toEqual({ instanceCalls: 2 })
})

test('what a function prints arrives as lines', async () => {
  const heard = new Promise<void>((resolve) => (onLine = resolve))
  await ask({ do: 'log' })
  // By another way than the answer.
  await heard
  expect(lines).toContainEqual({ level: 'info', functionName: 'probe', text: 'said by the function' })
})

test('HTTP: the event as the platform makes it, answers with and without a status', async () => {
  const request = {
    method: 'POST',
    path: '/',
    search: new URLSearchParams('a=1'),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"金额":1}'),
  }
  const answer = await runner.invokeHttp('hook', request)
  expect(answer).toMatchObject({ status: 201, headers: { 'x-seen': 'POST' } })
  expect(JSON.parse(answer.body.toString())).toMatchObject({
    body: '{"金额":1}',
    isBase64Encoded: false,
    queryStringParameters: { a: '1' },
  })
  const binary = await runner.invokeHttp('hook', { ...request, body: Buffer.from([0xff, 0xfe]) })
  expect(JSON.parse(binary.body.toString())).toMatchObject({ body: '//4=', isBase64Encoded: true })
  const plain = await runner.invokeHttp('hook', { ...request, path: '/plain' })
  expect([plain.status, plain.body.toString()]).toEqual([200, '{"plain":true}'])
  const large = await runner.invokeHttp('hook', { ...request, body: Buffer.alloc(100 * 1024 + 1) })
  expect(large.status).toBe(413)
})

test('timers: each jump runs them on the emulator’s time, a long one not a thousand times', async () => {
  // Stands still between the jumps, so that no minute passes by itself.
  const clock = createClock(0, Date.UTC(2026, 10, 21, 4))
  const timed = createRunner({
    clock,
    specs: [{ ...spec, name: 'tick', triggers: [{ name: 'everyMinute', cron: '0 * * * * * *' }] }],
    functionsDir: join(__dirname, 'fixtures'),
    env: {},
    adminUrl: 'http://127.0.0.1:1/admin',
    appid: 'wxapp',
    envId: 'test',
    limits: { instances: 1 },
  })
  type Runs = { TriggerName: string; at: number; source: string }[]
  const runs = async () => {
    const invoked = await timed.invoke('tick', {})
    return invoked.ok ? (JSON.parse(invoked.text) as Runs) : []
  }
  clock.advance(24 * 60 * MINUTE)
  await timed.settleTimers()
  const afterDay = await runs()
  expect(afterDay.length).toBeGreaterThanOrEqual(1)
  expect(afterDay.length).toBeLessThan(10)
  expect(afterDay[0]).toMatchObject({ TriggerName: 'everyMinute', source: 'timer' })
  expect(afterDay[0]?.at).toBe(clock.now())
  clock.advance(1)
  await timed.settleTimers()
  expect((await runs()).length).toBe(afterDay.length + 1)
  await timed.close()
})

test('variables above the platform’s 4 KB are refused', () => {
  const make = () =>
    createRunner({
      clock,
      specs: [],
      functionsDir: '',
      env: { BIG: 'x'.repeat(4096) },
      adminUrl: '',
      appid: '',
      envId: 'test',
    })
  expect(make).toThrow('4096')
})
