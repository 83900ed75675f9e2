import { get, request } from 'node:http'
import { LOCAL_CREDENTIALS, signRequest } from '../../src/cloudbase'
import { collection } from './specs'
import { startTestCloud, type Database, type TestCloud } from './sdk'

let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({ indexes: [collection('t')] })
  db = cloud.db
})
beforeEach(() => {
  cloud.server.reset()
  Object.assign(process.env, cloud.server.env)
})
afterAll(() => cloud.close())

test('ten race for three: three are updated', async () => {
  const _ = db.command
  await db.collection('t').add({ _id: 'stock', available: 3, holds: {} })
  const results = await Promise.all(
    Array.from({ length: 10 }, (__, i) =>
      db
        .collection('t')
        .where({ _id: 'stock', available: _.gte(1) })
        .update({ available: _.inc(-1), [`holds.order${i}`]: _.set({ quantity: 1 }) }),
    ),
  )
  expect(results.reduce((sum, { updated }) => sum + (updated ?? 0), 0)).toBe(3)
  const [stock] = (await db.collection('t').doc('stock').get()).data as { available: number; holds: object }[]
  expect(stock!.available).toBe(0)
  expect(Object.keys(stock!.holds)).toHaveLength(3)
})

test('of twenty who insert one id, one does', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) => db.collection('t').add({ _id: 'order', i })),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a hundred increments add up, in far fewer commits', async () => {
  await db.collection('t').add({ _id: 'n', n: 0 })
  const before = cloud.server.stats().commits
  await Promise.all(
    Array.from({ length: 100 }, () =>
      db
        .collection('t')
        .doc('n')
        .update({ n: db.command.inc(1) }),
    ),
  )
  expect((await db.collection('t').doc('n').get()).data).toEqual([{ _id: 'n', n: 100 }])
  expect(cloud.server.stats().commits - before).toBeLessThanOrEqual(100)
})

/** Signed as far as it can be: what is no object is refused before anybody asks who sent it. */
function signed(url: string, body: string | Buffer): Record<string, string> {
  try {
    return signRequest(LOCAL_CREDENTIALS, url, JSON.parse(String(body)) as Record<string, unknown>)
  } catch {
    return {}
  }
}

describe('broken requests', () => {
  const send = (body: string | Buffer, method = 'POST'): Promise<{ status?: number; body: string }> =>
    new Promise((resolve, reject) => {
      const url = `${cloud.server.url}/admin`
      const req = request(url, { method, headers: signed(url, body) }, (res) => {
        let text = ''
        res.on('data', (chunk) => (text += String(chunk)))
        res.on('end', () => resolve({ status: res.statusCode, body: text }))
      })
      req.on('error', reject)
      req.end(body)
    })
  const insert = (data: unknown): string =>
    JSON.stringify({ action: 'database.insertDocument', collectionName: 't', data })
  const find = (query: unknown): string =>
    JSON.stringify({ action: 'database.getDocument', collectionName: 't', query })
  const table: [title: string, body: string | Buffer, code: string][] = [
    ['no body', '', 'INVALID_PARAM'],
    ['no JSON', '{"action":', 'INVALID_PARAM'],
    ['no object', '[]', 'INVALID_PARAM'],
    ['an unknown action', '{"action":"database.dropEverything"}', 'INVALID_ACTION'],
    ['an inherited action', '{"action":"constructor"}', 'INVALID_ACTION'],
    ['no collection', '{"action":"database.getDocument"}', 'INVALID_PARAM'],
    ['a document which is no JSON', insert(['{']), 'INVALID_PARAM'],
    ['a document which is a number', insert(['5']), 'INVALID_PARAM'],
    ['a bad number', insert(['{"a":{"$numberInt":"x"}}']), 'INVALID_PARAM'],
    ['a bad date', insert(['{"a":{"$date":"yesterday"}}']), 'INVALID_PARAM'],
    ['a bad id', insert(['{"_id":{"$oid":"zz"}}']), 'INVALID_PARAM'],
    ['a prototype', insert(['{"__proto__":{"a":1}}']), 'INVALID_PARAM'],
    ['a query by prototype', find('{"__proto__":{"a":1}}'), 'INVALID_PARAM'],
    ['deep nesting', insert([`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`]), 'INVALID_PARAM'],
    ['an unknown operator', find('{"a":{"$near2":1}}'), 'DATABASE_INVALID_OPERRATOR'],
    ['geo', find('{"a":{"$nearSphere":{}}}'), 'DATABASE_INVALID_OPERRATOR'],
    ['a script', find('{"$where":"process.exit()"}'), 'DATABASE_INVALID_OPERRATOR'],
    ['a bad regular expression', find('{"a":{"$regex":"("}}'), 'DATABASE_REQUEST_FAILED'],
    ['a bad $in', find('{"a":{"$in":5}}'), 'DATABASE_REQUEST_FAILED'],
    [
      'an unknown transaction',
      '{"action":"database.commitTransaction","transactionId":"x"}',
      'DATABASE_TRANSACTION_FAIL',
    ],
    ['a huge body', Buffer.alloc(41 * 1024 * 1024, 0x20), 'EXCEED_REQUEST_SIZE_LIMIT'],
  ]
  test.each(table)('%s', async (_title, body, code) => {
    const answer = await send(body)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({
      requestId: expect.any(String),
      code,
      message: expect.any(String),
    })
    expect((await db.collection('t').count()).total).toBe(0)
  })

  test('a request which breaks off', async () => {
    await new Promise<void>((resolve) => {
      const req = request(`${cloud.server.url}/admin`, { method: 'POST', headers: { 'content-length': 100 } })
      req.on('error', () => resolve())
      req.write('{"action"')
      setImmediate(() => req.destroy(new Error('gone')))
    })
    expect((await db.collection('t').count()).total).toBe(0)
  })

  test('a GET', async () => {
    const status = await new Promise((resolve) =>
      get(`${cloud.server.url}/admin`, (res) => resolve(res.statusCode)),
    )
    expect(status).toBe(200)
  })
})
