import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClock } from '../../src/base/clock'
import { createCloudbase, describeOperation, sdkEnvironment, type OperationReport } from '../../src/cloudbase'
import { connect, errorOf, type Database } from './sdk'
import { collection, index } from './specs'

/**
 * Each operation tells how it found its documents, in the terms of MongoDB's explain:
 * https://www.mongodb.com/docs/manual/reference/explain-results/
 */
const heard: OperationReport[] = []
const base = createCloudbase({
  file: ':memory:',
  clock: createClock(),
  indexes: [
    collection(
      'orders',
      index('buyer_at', false, 'buyer', '-at'),
      index('state', false, 'state'),
      index('chain_at', false, 'chain', '-at'),
    ),
    collection('goods'),
  ],
  onOperation: (operation) => heard.push(operation),
})
const server = createServer((req, res) => void base.handle(req, res))
let db: Database

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // As the address of a function's instance names it.
  const TCB_CONTEXT_CNFG = JSON.stringify({ URL: `${url}/admin?instance=f-1&` })
  db = connect({ env: { ...sdkEnvironment(url), TCB_CONTEXT_CNFG } })
  const orders = Array.from({ length: 40 }, (_, i) => ({
    _id: `o${i}`,
    buyer: `b${i % 4}`,
    at: i,
    state: i < 10 ? 'open' : 'done',
    goods: `g${i % 2}`,
    chain: [`d${i % 5}`, `d${5 + (i % 3)}`],
  }))
  await db.collection('orders').add(orders)
  await db.collection('goods').add([{ _id: 'g0' }, { _id: 'g1' }])
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  base.close()
})

const orders = (): ReturnType<Database['collection']> => db.collection('orders')

type Expected = [index: string, keys: number, docs: number, taken: number, sort: string]

describe('which index served, what was looked at, and who sorted', () => {
  const table: [title: string, call: () => Promise<unknown>, ...expected: Expected][] = [
    ['get by id', () => orders().doc('o7').get(), '_id_', 1, 1, 1, 'none'],
    ['get by an id that is not there', () => orders().doc('none').get(), '_id_', 1, 0, 0, 'none'],
    ['find', () => orders().where({ buyer: 'b1' }).get(), 'buyer_at', 10, 10, 10, 'none'],
    [
      'find in the order of the index',
      () => orders().where({ buyer: 'b1' }).orderBy('at', 'desc').limit(3).get(),
      ...(['buyer_at', 3, 3, 3, 'index'] as const),
    ],
    [
      'find in another order',
      () => orders().where({ buyer: 'b1' }).orderBy('state', 'asc').limit(3).get(),
      ...(['buyer_at', 10, 10, 3, 'memory'] as const),
    ],
    [
      'find by an element of an array in the order behind it',
      () => orders().where({ chain: 'd6' }).orderBy('at', 'desc').skip(1).limit(2).get(),
      ...(['chain_at', 3, 3, 2, 'index'] as const),
    ],
    [
      'find by an element, in the order of the array',
      () => orders().where({ chain: 'd6' }).orderBy('chain', 'asc').limit(2).get(),
      ...(['chain_at', 13, 13, 2, 'memory'] as const),
    ],
    ['find without an index', () => orders().where({ goods: 'g1' }).get(), 'scan', 0, 40, 20, 'none'],
    ['count in the index', () => orders().where({ state: 'open' }).count(), 'state', 10, 0, 10, 'none'],
    ['count without an index', () => orders().where({ goods: 'g0' }).count(), 'scan', 0, 40, 20, 'none'],
    [
      'update',
      () => orders().where({ buyer: 'b1', state: 'open' }).update({ seen: true }),
      ...(['buyer_at', 10, 10, 3, 'none'] as const),
    ],
    ['update by id', () => orders().doc('o7').update({ x: 1 }), '_id_', 1, 1, 1, 'none'],
    [
      'updateAndReturn',
      () => orders().where({ state: 'open' }).updateAndReturn({ x: 2 }),
      ...(['state', 1, 1, 1, 'none'] as const),
    ],
    ['remove', () => orders().where({ buyer: 'nobody' }).remove(), 'buyer_at', 0, 0, 0, 'none'],
    [
      'group',
      () =>
        orders()
          .aggregate()
          .match({ buyer: 'b1' })
          .group({ _id: '$state', n: db.command.aggregate.sum(1) })
          .end(),
      ...(['buyer_at', 10, 10, 10, 'none'] as const),
    ],
    [
      'aggregation',
      () => orders().aggregate().match({ buyer: 'b2' }).sort({ at: -1 }).limit(2).end(),
      ...(['buyer_at', 2, 2, 2, 'index'] as const),
    ],
  ]
  test.each(table)('%s', async (_title, call, served, keysExamined, docsExamined, taken, sort) => {
    await call()
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ collection: 'orders', instance: 'f-1' })
    expect(heard[0]!.reads).toEqual([
      { collection: 'orders', index: served, keysExamined, docsExamined, taken, sort },
    ])
  })

  test('a $lookup by id: the reads of one kind are one', async () => {
    await orders()
      .aggregate()
      .match({ buyer: 'b1' })
      .lookup({ from: 'goods', localField: 'goods', foreignField: '_id', as: 'found' })
      .end()
    expect(heard[0]!.reads).toEqual([
      {
        collection: 'orders',
        index: 'buyer_at',
        keysExamined: 10,
        docsExamined: 10,
        taken: 10,
        sort: 'none',
      },
      expect.objectContaining({ collection: 'goods', index: '_id_', docsExamined: 1, taken: 1 }),
    ])
  })

  test('in a transaction, of its own write', async () => {
    const transaction = await db.startTransaction()
    await transaction.collection('orders').doc('o1').update({ x: 1 })
    heard.length = 0
    await transaction.collection('orders').doc('o1').get()
    await transaction.rollback()
    expect(heard[0]!.reads).toEqual([
      { collection: 'orders', index: '_id_', keysExamined: 1, docsExamined: 1, taken: 1, sort: 'none' },
    ])
  })
})

test('an insert reads nothing; an error tells its code', async () => {
  await db.collection('goods').add({ _id: 'g2' })
  await errorOf(db.collection('goods').add({ _id: 'g2' }))
  expect(heard).toMatchObject([
    { action: 'database.insertDocument', reads: [] },
    { action: 'database.insertDocument', reads: [], code: 'DATABASE_DUPLICATE_WRITE' },
  ])
})

test('a line for a person', async () => {
  await orders().where({ goods: 'g1' }).orderBy('at', 'asc').limit(5).get()
  await errorOf(db.collection('nowhere').get())
  const lines = heard.map((operation) => describeOperation({ ...operation, durationMs: 1.26 }))
  expect(lines).toEqual([
    'getDocument orders 1.3 ms: orders scan, 0 keys, 40 documents for 5, sorted in memory',
    'getDocument nowhere 1.3 ms: DATABASE_COLLECTION_NOT_EXIST',
  ])
})
