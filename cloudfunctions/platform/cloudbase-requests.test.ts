import dns from 'node:dns'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import * as fc from 'fast-check'
import { PATIENCE_MS } from '../../tests/support/until'
import { TcbDBApiHttpRequester as Ours } from './cloudbase-requests'

/** The SDK's own requester is the measure, by its place: by its name it is ours in the bundles. */
const { TcbDBApiHttpRequester: Original } = jest.requireActual<{ TcbDBApiHttpRequester: typeof Ours }>(
  path.join(path.dirname(require.resolve('@cloudbase/node-sdk')), 'utils/tcbdbapirequester'),
)

interface Answer {
  status: number
  body: string | Buffer
  /** What is left out: the connection breaks before the end, or nothing is ever said. */
  breaks?: boolean
  silent?: boolean
}
const OK: Answer = { status: 200, body: '{"data":{"list":[]},"requestId":"r"}' }

/** Only the date stands still. */
const TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const

let answer = OK
/** What arrived, byte by byte: the names of headers as they were written, in their order. */
let heard: { method: string; url: string; headers: string[]; body: string }[] = []
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url = '', rawHeaders: headers } = request
    heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    if (answer.silent) return
    const bytes = Buffer.from(answer.body)
    response.writeHead(answer.status, { 'content-length': bytes.length + (answer.breaks ? 10 : 0) })
    // In two pieces, cut anywhere: also within a character.
    response.write(bytes.subarray(0, bytes.length >> 1))
    if (answer.breaks) setImmediate(() => response.destroy())
    else setImmediate(() => response.end(bytes.subarray(bytes.length >> 1)))
  })
})

const environment = process.env
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
})
afterAll(async () => {
  process.env = environment
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  answer = OK
  jest.useFakeTimers({ now: 1_764_000_000_123, doNotFake: [...TIMERS] })
})
afterEach(() => jest.useRealTimers())

const inFunction = (part: Record<string, string | undefined> = {}): NodeJS.ProcessEnv => ({
  TARO_ENV: undefined as never,
  SILENCE: 'true',
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'AKIDexample',
  TENCENTCLOUD_SECRETKEY: 'secret',
  TENCENTCLOUD_SESSIONTOKEN: 'session',
  SCF_NAMESPACE: 'env-1',
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}?instance=one&` }),
  ...part,
})

/** As `database()` makes it: the configuration of the SDK, with what the test adds. */
const configured = (part: object = {}) => {
  const env = cloudbase.SYMBOL_CURRENT_ENV as unknown as string
  const app = cloudbase.init({ env, keepalive: true, timeout: PATIENCE_MS, ...part })
  return (app as unknown as { config: object }).config
}

/** What comes of a request and what was sent for it; the count of requests apart, which is the module's own. */
async function outcome(requester: typeof Ours, config: object, data: object, opts?: { timeout?: number }) {
  heard = []
  const result = await new requester(config).send('database.getDocument', data, opts).then(
    (value) => ({ value }),
    (error: Error & { code?: unknown; requestId?: string }) => ({
      name: error.name,
      code: error.code,
      message: error.message.replace(/seqId=[\w-]+/, 'seqId='),
      requestId: error.requestId || undefined,
    }),
  )
  const count = /_[0-9a-f]+$/
  return { result, sent: heard.map((one) => ({ ...one, url: one.url.replace(count, '_') })) }
}

/** The number of the request is signed: both count the same. */
async function both(config: object, data: object, opts?: { timeout?: number }) {
  return [await outcome(Original, config, data, opts), await outcome(Ours, config, data, opts)] as const
}

const word = fc.string({ unit: 'grapheme', maxLength: 12 })
const token = fc.stringMatching(/^[\w-]{1,12}$/)

test('[CLOUD-3] is, byte for byte, what the SDK sends', async () => {
  const announced = fc.record(
    {
      TCB_ENV: token,
      TCB_SEQID: token,
      TCB_TRACELOG: token,
      TCB_SESSIONTOKEN: token,
      TCB_SOURCE: token,
      WX_API_TOKEN: token,
      WX_CLOUDBASE_ACCESSTOKEN: token,
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        announced,
        unannounced: announced,
        more: fc.record(
          {
            TRIGGER_SRC: fc.constantFrom('timer', 'other'),
            WX_TRIGGER_API_TOKEN_V0: token,
            TENCENTCLOUD_REGION: fc.constantFrom('ap-guangzhou', 'ap-shanghai'),
            TENCENTCLOUD_SECRETKEY: fc.constant('another'),
          },
          { requiredKeys: [] },
        ),
        query: fc.constantFrom('', '?', '?a=b&', '?x=%20&'),
        config: fc.record(
          {
            env: fc.constantFrom('env-2', 'Not.An.Env'),
            headers: fc.constant({ 'X-Own': '1' }),
            accessKey: fc.constant('key'),
            region: fc.constantFrom('ap-guangzhou', 'ap-shanghai'),
            version: fc.constant('own/1'),
            instance: token,
            database: token,
          },
          { requiredKeys: [] },
        ),
        data: fc.record(
          {
            collectionName: word,
            query: word,
            limit: fc.integer(),
            multi: fc.boolean(),
            data: fc.array(word, { maxLength: 2 }),
            transactionId: fc.constant(undefined),
          },
          { requiredKeys: [] },
        ),
      }),
      async ({ announced, unannounced, more, query, config, data }) => {
        process.env = inFunction({
          ...unannounced,
          ...announced,
          ...more,
          TCB_CONTEXT_KEYS: Object.keys(announced)
            .filter((name) => name.startsWith('TCB'))
            .join(','),
          WX_CONTEXT_KEYS: Object.keys(announced)
            .filter((name) => name.startsWith('WX'))
            .join(','),
          TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}${query}` }),
        })
        const [original, ours] = await both(configured(config), data)
        expect(original.sent).toHaveLength(1)
        expect(ours).toEqual(original)
      },
    ),
    { numRuns: 150 },
  )
})

test('[CLOUD-3] goes where the SDK goes', async () => {
  const lookup = jest.spyOn(dns, 'lookup') as unknown as jest.SpyInstance<
    void,
    [string, object, (error: Error) => void]
  >
  lookup.mockImplementation((host, _, done) => {
    setImmediate(() => done(Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' })))
  })
  jest.spyOn(console, 'error').mockImplementation(() => {})
  for (const part of [
    {},
    { TENCENTCLOUD_REGION: 'ap-guangzhou' },
    { TCB_CONTEXT_CNFG: 'no JSON' },
    { SCF_NAMESPACE: 'No.Env' },
  ]) {
    process.env = inFunction({ TCB_CONTEXT_CNFG: undefined, ...part })
    for (const config of [
      {},
      { region: 'ap-guangzhou' },
      { env: 'env-2' },
      { serviceUrl: 'http://elsewhere.example:81/x' },
    ]) {
      const [original, ours] = await both(configured(config), {})
      expect(ours).toEqual(original)
    }
  }
  jest.restoreAllMocks()
})

test.each<[string, Answer]>([
  ['data', { status: 200, body: JSON.stringify({ data: { list: ['{"name":"榕铺🌳"}'] }, requestId: 'r' }) }],
  [
    'a refusal',
    { status: 200, body: '{"code":"DATABASE_REQUEST_FAILED","message":"E11000","requestId":"r"}' },
  ],
  ['another status', { status: 502, body: '{"code":"X"}' }],
  ['another status without JSON', { status: 503, body: '<html>' }],
  ['nothing', { status: 200, body: '' }],
  ['no JSON', { status: 200, body: '{"data":' }],
  ['a list', { status: 200, body: '[]' }],
  ['null', { status: 200, body: 'null' }],
  // Over the connection of the one before; after half of it there is none.
  ['silence', { status: 200, body: '', silent: true }],
  ['half of it', { status: 200, body: '{"data":{}}', breaks: true }],
])('[CLOUD-3] %s is taken as the SDK takes it, and nothing is sent twice', async (_, told) => {
  process.env = inFunction()
  answer = told
  const [original, ours] = await both(configured(), {}, told.silent ? { timeout: 100 } : {})
  expect(ours).toEqual(original)
  expect(ours.sent).toHaveLength(1)
})

test('[CLOUD-3] without a connection it says what the network says', async () => {
  const closed = http.createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  process.env = inFunction({ TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }) })
  const [original, ours] = await both(configured(), {})
  expect(ours).toEqual(original)
  expect(ours.result).toMatchObject({ code: 'ECONNREFUSED' })
})

test('[CLOUD-3] a connection is used again, and one that was given up is not', async () => {
  process.env = inFunction({ TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}?again&` }) })
  const connected = jest.fn((socket: Socket) => (closed = once(socket, 'close')))
  let closed: Promise<unknown> = Promise.resolve()
  server.on('connection', connected)
  const requester = (timeout = PATIENCE_MS) =>
    new Ours(configured()).send('database.getDocument', {}, { timeout })
  await requester()
  await requester()
  expect(connected).toHaveBeenCalledTimes(1)
  answer = { ...OK, silent: true }
  await expect(requester(100)).rejects.toMatchObject({ code: 'ESOCKETTIMEDOUT' })
  await closed
  answer = OK
  await requester()
  expect(connected).toHaveBeenCalledTimes(2)
  server.off('connection', connected)
})

test('[CLOUD-3] refuses what the mall never does', async () => {
  process.env = inFunction()
  for (const part of [
    { proxy: 'http://proxy.example' },
    { retries: 2 },
    { getCrossAccountInfo: () => ({}) },
  ]) {
    expect(() => new Ours({ ...configured(), ...part })).toThrow(TypeError)
  }
  process.env = inFunction({ TENCENTCLOUD_SECRETKEY: '' })
  await expect(new Ours(configured()).send('database.getDocument', {})).rejects.toMatchObject({
    code: 'INVALID_PARAM',
  })
  process.env = inFunction({ TENCENTCLOUD_RUNENV: undefined })
  await expect(new Ours(configured()).send('database.getDocument', {})).rejects.toThrow(TypeError)
})
