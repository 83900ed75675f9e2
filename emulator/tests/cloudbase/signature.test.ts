import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import cloudbase from '@cloudbase/node-sdk'
import fc from 'fast-check'
import { createClock, type MovableClock } from '../../src/base'
import { LOCAL_CREDENTIALS, signRequest } from '../../src/cloudbase'
import { collection } from './specs'
import { errorOf, startTestCloud, type Database, type TestCloud } from './sdk'

/** Who signed a request is checked as the service checks it: a wrong signature reaches nothing. */

const MINUTE_MS = 60_000
let cloud: TestCloud
let db: Database
let clock: MovableClock

beforeEach(async () => {
  clock = createClock()
  cloud = await startTestCloud({ clock, indexes: [collection('t')] })
  db = cloud.db
})
afterEach(() => cloud.close())

const count = async (): Promise<number | undefined> => (await db.collection('t').count()).total

interface Sent {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** A request as the SDK sends it: caught where it arrives. */
async function caught(): Promise<Sent> {
  const heard = createServer()
  await new Promise<void>((resolve) => heard.listen(0, '127.0.0.1', resolve))
  const arrived = new Promise<Sent>((resolve) => {
    heard.on('request', (req, res) => {
      let body = ''
      req.on('data', (text) => (body += String(text)))
      req.on('end', () => {
        res.end('{"requestId":"1","data":{}}')
        resolve({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body })
      })
    })
  })
  const { port } = heard.address() as AddressInfo
  const app = cloudbase.init({
    ...LOCAL_CREDENTIALS,
    env: 'local',
    serviceUrl: `http://127.0.0.1:${port}/admin`,
  })
  await app
    .database()
    .collection('t')
    .add({ name: '长 name' })
    .catch(() => undefined)
  const sent = await arrived
  heard.closeAllConnections()
  await new Promise((resolve) => heard.close(resolve))
  return sent
}

/** The code that a request is answered with; nothing when it was served. */
function send({ method, path, headers, body }: Sent): Promise<{ code?: string; message?: string }> {
  const { hostname, port } = new URL(cloud.server.url)
  const { connection: _, ...others } = headers
  return new Promise((resolve, reject) => {
    const sized = { ...others, 'content-length': Buffer.byteLength(body) }
    const req = ask({ hostname, port, method, path, headers: sized }, (res) => {
      let text = ''
      res.on('data', (chunk) => (text += String(chunk)))
      res.on('end', () => resolve(JSON.parse(text) as { code?: string; message?: string }))
    })
    req.on('error', reject)
    req.end(body)
  })
}

const withHeader = (name: string, value: string | undefined) => (sent: Sent) => {
  const { [name]: _, ...others } = sent.headers
  return { ...sent, headers: value === undefined ? others : { ...others, [name]: value } }
}
const withAuthorization = (change: (authorization: string) => string) => (sent: Sent) =>
  withHeader('authorization', change(sent.headers.authorization ?? ''))(sent)
const withBody = (change: (body: Record<string, unknown>) => object) => (sent: Sent) => ({
  ...sent,
  body: JSON.stringify(change(JSON.parse(sent.body) as Record<string, unknown>)),
})

test('what the SDK sends is served, also when somebody wrote its body in another order', async () => {
  const sent = await caught()
  expect(await send(sent)).not.toHaveProperty('code')
  const reordered = withBody((body) => Object.fromEntries(Object.entries(body).reverse()))
  expect(await send(reordered(sent))).not.toHaveProperty('code')
  expect(await count()).toBe(2)
})

test.each<[title: string, change: (sent: Sent) => Sent, message: string]>([
  ['another document', withBody((body) => ({ ...body, data: '[{"name":"other"}]' })), 'signature error'],
  ['another collection', withBody((body) => ({ ...body, collectionName: 'u' })), 'signature error'],
  ['more than was signed', withBody((body) => ({ ...body, multi: true })), 'what is signed is not'],
  ['less than was signed', withBody(({ data: _, ...body }) => body), 'what is signed is not'],
  ['another time of the client', withHeader('x-client-timestamp', '1'), 'signature error'],
  ['another version of the SDK', withHeader('x-sdk-version', 'other'), 'signature error'],
  ['another content type', withHeader('content-type', 'application/json; charset=utf-8'), 'signature error'],
  ['another host', withHeader('host', '127.0.0.1:1'), 'signature error'],
  ['a signed header gone', withHeader('user-agent', undefined), 'user-agent is signed'],
  ['another environment in the address', (sent) => ({ ...sent, path: `${sent.path}&env=other` }), 'error'],
  ['another path', (sent) => ({ ...sent, path: sent.path.replace('/admin', '/web') }), 'signature error'],
  ['another method', (sent) => ({ ...sent, method: 'PUT' }), 'signature error'],
  ['no authorization', withHeader('authorization', undefined), 'authorization is missing'],
  ['a key for a gateway', withAuthorization(() => 'Bearer x'), 'not in the format'],
  ['a changed signature', withAuthorization((text) => text.replace(/.{4}$/, '0000')), 'signature error'],
  [
    'an unsigned host',
    withAuthorization((text) => text.replace(';host;', ';')),
    'host and content-type have to be signed',
  ],
  ['another service', withAuthorization((text) => text.replace('/tcb/', '/scf/')), 'signature error'],
  ['another day', withAuthorization((text) => text.replace(/\/\d{4}-/, '/2001-')), 'signature is expired'],
  ['somebody else', withAuthorization((text) => text.replace('=local-', '=AKID')), 'secret id error'],
  [
    'a second later',
    (sent) => withHeader('x-timestamp', String(Number(sent.headers['x-timestamp']) + 1))(sent),
    'signature error',
  ],
  ['no time', withHeader('x-timestamp', undefined), 'signature is expired'],
  ['a time that is none', withHeader('x-timestamp', '9e99'), 'signature is expired'],
])('%s is refused', async (_, change, message) => {
  const sent = await caught()
  expect(await send(change(sent))).toMatchObject({
    code: 'SIGN_PARAM_INVALID',
    message: expect.stringContaining(message) as string,
  })
  expect(await count()).toBe(0)
})

test.each([
  ['key', { ...LOCAL_CREDENTIALS, secretKey: 'another' }],
  ['id', { ...LOCAL_CREDENTIALS, secretId: 'another' }],
])('the SDK with another %s hears the service’s code', async (_, credentials) => {
  const serviceUrl = `${cloud.server.url}/admin`
  const other = cloudbase.init({ ...credentials, env: 'local', serviceUrl }).database()
  expect(await errorOf(other.collection('t').add({ a: 1 }))).toMatchObject({ code: 'SIGN_PARAM_INVALID' })
  expect(await errorOf(other.startTransaction())).toMatchObject({ code: 'SIGN_PARAM_INVALID' })
  expect(await count()).toBe(0)
})

test('whatever a document says, the SDK’s signature over it holds', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(' ', '\n', '&', '=', '\r\n', '\u3000', '"', '\\'), maxLength: 6 }),
  )
  let n = 0
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.oneof(text, fc.double(), fc.boolean())), async (name, list) => {
      const _id = `d${n++}`
      await db.collection('t').add({ _id, name, list })
      await db.collection('t').where({ name }).orderBy('name', 'asc').limit(1).get()
      await db.collection('t').aggregate().match({ name }).project({ list: 1 }).limit(1).end()
    }),
    { numRuns: 60 },
  )
  expect(await count()).toBe(n)
})

describe('a signature holds ten minutes', () => {
  const asked = { action: 'database.calculateDocument', collectionName: 't' }
  /** Signed so many minutes from now, by the machine's clock. */
  const signed = (minutes: number): Sent => {
    // eslint-disable-next-line no-restricted-properties -- signatures are compared with the machine's clock
    const timestamp = Math.round((Date.now() + minutes * MINUTE_MS) / 1000)
    const headers = signRequest(LOCAL_CREDENTIALS, `${cloud.server.url}/admin`, asked, timestamp)
    return { method: 'POST', path: '/admin', headers, body: JSON.stringify(asked) }
  }
  const heard = async (minutes: number) => (await send(signed(minutes))).message ?? 'served'

  test('on the machine’s clock', async () => {
    expect(await heard(0)).toBe('served')
    expect(await heard(-9)).toBe('served')
    expect(await heard(9)).toBe('served')
    for (const minutes of [-11, 11, -10_000]) expect(await heard(minutes)).toBe('signature is expired')
  })

  test('on the emulator’s clock, and on its way while that is moved', async () => {
    const onItsWay = signed(0)
    clock.advance(60 * MINUTE_MS)
    const onItsWayAgain = signed(60)
    clock.advance(60 * MINUTE_MS)
    for (const sent of [onItsWay, onItsWayAgain]) expect(await send(sent)).not.toHaveProperty('code')
    expect(await heard(120)).toBe('served')
    expect(await heard(0)).toBe('served')
    for (const minutes of [131, -11]) expect(await heard(minutes)).toBe('signature is expired')
  })

  test('on a clock that stands still', async () => {
    await cloud.close()
    const standsAt = Date.UTC(2026, 0, 1)
    cloud = await startTestCloud({ clock: createClock(0, standsAt), indexes: [collection('t')] })
    const minutesTo = (at: number) =>
      // eslint-disable-next-line no-restricted-properties -- signatures are compared with the machine's clock
      (at - Date.now()) / MINUTE_MS
    expect(await heard(minutesTo(standsAt))).toBe('served')
    expect(await heard(minutesTo(standsAt) + 11)).toBe('signature is expired')
  })
})
