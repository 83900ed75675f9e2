import { collection, index } from './specs'
import { errorOf, startTestCloud, type Database, type TestCloud } from './sdk'

/** Indexes: what they forbid and what they serve. https://www.mongodb.com/docs/manual/core/index-unique/ */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [
      collection('users', index('openid', true, 'openid'), index('shop_no', true, 'shopId', 'no')),
      collection(
        'orders',
        index('buyer_created', false, 'buyerId', '-createdAt'),
        index('status_payBy', false, 'status', 'payBy'),
        index('tags', false, 'tags'),
        index('orderNo', true, 'orderNo'),
      ),
    ],
  })
  db = cloud.db
})
beforeEach(() => cloud.server.reset())
afterAll(() => cloud.close())

describe('unique', () => {
  const duplicate = {
    code: 'DATABASE_DUPLICATE_WRITE',
    message: expect.stringMatching(/^\[FailedOperation\.DuplicateWrite\] .*E11000 duplicate key/),
  }

  test('an id stands once', async () => {
    await db.collection('users').add({ _id: 'a', openid: 1 })
    expect(await errorOf(db.collection('users').add({ _id: 'a', openid: 2 }))).toMatchObject(duplicate)
    expect((await db.collection('users').doc('a').get()).data).toEqual([{ _id: 'a', openid: 1 }])
  })

  test('a key stands once, however it comes', async () => {
    const users = db.collection('users')
    await users.add([
      { _id: 'a', openid: 'x', no: 1 },
      { _id: 'b', openid: 'y', no: 2 },
    ])
    expect(await errorOf(users.add({ openid: 'x', no: 3 }))).toMatchObject(duplicate)
    expect(await errorOf(users.doc('b').update({ openid: 'x', z: 1 }))).toMatchObject(duplicate)
    expect(await errorOf(users.doc('c').set({ openid: 'y', no: 4 }))).toMatchObject(duplicate)
    expect(await errorOf(users.where({ no: 2 }).updateAndReturn({ openid: 'x' }))).toMatchObject(duplicate)
    expect((await users.doc('b').get()).data).toEqual([{ _id: 'b', openid: 'y', no: 2 }])
    expect((await users.count()).total).toBe(2)
    expect(await users.doc('a').update({ openid: 'x', z: 1 })).toMatchObject({ updated: 1 })
  })

  test('a removed key is free again, numbers are equal by value', async () => {
    const users = db.collection('users')
    await users.add({ _id: 'a', openid: 1, no: 1 })
    expect(await errorOf(users.add({ openid: 1.0, no: 2 }))).toMatchObject(duplicate)
    await users.doc('a').remove()
    await users.add({ openid: 1, no: 3 })
  })

  test('one document may lack the field; missing is null', async () => {
    const users = db.collection('users')
    await users.add({ no: 1 })
    expect(await errorOf(users.add({ no: 2 }))).toMatchObject(duplicate)
    expect(await errorOf(users.add({ openid: null, no: 3 }))).toMatchObject(duplicate)
  })

  test('of two fields together', async () => {
    const users = db.collection('users')
    await users.add({ openid: 1, shopId: 's', no: 1 })
    await users.add({ openid: 2, shopId: 's', no: 2 })
    await users.add({ openid: 3, shopId: 't', no: 1 })
    expect(await errorOf(users.add({ openid: 4, shopId: 's', no: 1 }))).toMatchObject(duplicate)
  })

  test('each element of an array is a key, repeats within one document are none', async () => {
    const users = db.collection('users')
    await users.add({ openid: ['a', 'b', 'a'], no: 1 })
    expect(await errorOf(users.add({ openid: ['c', 'b'], no: 2 }))).toMatchObject(duplicate)
    expect(await errorOf(users.add({ openid: 'a', no: 3 }))).toMatchObject(duplicate)
    await users.add({ openid: ['c', 'd'], no: 4 })
  })

  test('of documents inserted together the ones before the refused one stay, as in MongoDB', async () => {
    const users = db.collection('users')
    const three = [1, 1, 2].map((openid, no) => ({ openid, no }))
    expect(await errorOf(users.add(three))).toMatchObject(duplicate)
    expect((await users.count()).total).toBe(1)
  })
})

describe('limits', () => {
  test('a key has 1,024 bytes', async () => {
    const error = await errorOf(db.collection('orders').add({ orderNo: 'x'.repeat(1025) }))
    expect(error.message).toMatch(/key too large/)
    await db.collection('orders').add({ orderNo: 'x'.repeat(900) })
  })

  test('two arrays cannot be in one index', async () => {
    const error = await errorOf(db.collection('users').add({ shopId: [1], no: [2] }))
    expect(error.message).toMatch(/cannot index parallel arrays/)
  })

  test('a collection must exist, and is made once', async () => {
    const missing = db.collection('nowhere')
    const gone = { code: 'DATABASE_COLLECTION_NOT_EXIST' }
    for (const call of [missing.get(), missing.add({}), missing.count(), missing.aggregate().end()]) {
      expect(await errorOf(call)).toMatchObject(gone)
    }
    await db.createCollection('somewhere')
    await db.collection('somewhere').add({})
    expect(await errorOf(db.createCollection('somewhere'))).toMatchObject({
      code: 'DATABASE_COLLECTION_ALREADY_EXIST',
    })
  })

  test('a unique index is not built over duplicates, and nothing of it stays', async () => {
    await db.collection('orders').add([
      { orderNo: 1, k: 1 },
      { orderNo: 2, k: 1 },
    ])
    const build = (): void => cloud.server.ensureCollections([collection('orders', index('k', true, 'k'))])
    expect(build).toThrow(/E11000/)
    expect(cloud.server.explain('orders', { k: 1 }).index).toBe('scan')
    expect((await db.collection('orders').where({ orderNo: 2 }).count()).total).toBe(1)
  })
})

describe('which index serves', () => {
  type Order = Record<string, 1 | -1>
  const table: [query: object, order: Order, expected: string][] = [
    [{ _id: 'x' }, {}, '_id_'],
    [{ _id: { $in: ['x', 'y'] }, status: 'paid' }, {}, '_id_'],
    [{ orderNo: 5 }, {}, 'orderNo'],
    [{ buyerId: 'b' }, {}, 'buyer_created'],
    [{ buyerId: 'b' }, { createdAt: -1 }, 'buyer_created'],
    [{ buyerId: 'b' }, { createdAt: 1 }, 'buyer_created'],
    [{ buyerId: { $in: ['b', 'c'] }, createdAt: { $gt: 5 } }, { createdAt: -1 }, 'buyer_created'],
    [{ status: 'paid', payBy: { $lte: 5 } }, {}, 'status_payBy'],
    [{ $and: [{ status: 'paid' }, { payBy: { $lte: 5 } }] }, {}, 'status_payBy'],
    [{ $or: [{ status: 'paid' }, { buyerId: 'b' }] }, {}, 'status_payBy|buyer_created'],
    [{ $or: [{ status: 'paid' }, { other: 'b' }] }, {}, 'scan'],
    [{ tags: 'x' }, {}, 'tags'],
    [{ tags: { $all: ['x', 'y'] } }, {}, 'tags'],
    [{ payBy: 5 }, {}, 'scan'],
    [{ status: { $ne: 'paid' } }, {}, 'scan'],
    [{}, { orderNo: 1 }, 'orderNo'],
    [{}, {}, 'scan'],
  ]
  test.each(table)('%j sorted by %j: %s', (query, order, expected) => {
    expect(cloud.server.explain('orders', query as never, order).index).toBe(expected)
  })

  test('a page of an ordered list looks at the page only, a count at no document', async () => {
    const orders = Array.from({ length: 500 }, (_, i) => ({
      _id: `o${i}`,
      orderNo: i,
      buyerId: `b${i % 2}`,
      createdAt: i,
      status: 'paid',
      payBy: i,
    }))
    await db.collection('orders').add(orders)
    const before = cloud.server.stats().examined
    const page = db
      .collection('orders')
      .where({ buyerId: 'b1' })
      .orderBy('createdAt', 'desc')
      .skip(10)
      .limit(10)
    const { data } = await page.get()
    expect((data as { createdAt: number }[]).map(({ createdAt }) => createdAt)).toEqual(
      Array.from({ length: 10 }, (_, i) => 479 - 2 * i),
    )
    expect(cloud.server.stats().examined - before).toBe(20)
    const count = db.collection('orders').where({ status: 'paid', payBy: db.command.gte(100).lt(300) })
    expect((await count.count()).total).toBe(200)
    expect(cloud.server.stats().examined - before).toBe(20)
  })
})

test('an index made later finds the documents which were there, and a changed one is rebuilt', async () => {
  await db.collection('orders').add([
    { orderNo: 1, sku: 'a' },
    { orderNo: 2, sku: 'b' },
  ])
  for (const fields of [['sku'], ['sku', '-orderNo']]) {
    cloud.server.ensureCollections([collection('orders', index('sku', false, ...fields))])
    expect(cloud.server.explain('orders', { sku: 'a' }).index).toBe('sku')
    expect((await db.collection('orders').where({ sku: 'b' }).get()).data).toHaveLength(1)
  }
})
