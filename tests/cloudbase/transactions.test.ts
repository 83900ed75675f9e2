import { collection, index } from './specs'
import { errorOf, startTestCloud, type Database, type TestCloud, type Transaction } from './sdk'

/** Transactions: https://docs.cloudbase.net/en/database/transaction, and MongoDB's snapshot isolation. */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({ indexes: [collection('t', index('k', true, 'k')), collection('other')] })
  db = cloud.db
})
beforeEach(async () => {
  cloud.server.reset()
  await db.collection('t').add([
    { _id: 'a', k: 1, n: 10 },
    { _id: 'b', k: 2, n: 20 },
  ])
})
afterAll(() => cloud.close())

const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' }
const ended = { code: 'DATABASE_TRANSACTION_FAIL' }
const one = async (id: string): Promise<unknown> => (await db.collection('t').doc(id).get()).data[0]

test('commits all of it, and only then can others see it', async () => {
  const transaction = await db.startTransaction()
  const t = transaction.collection('t')
  await t.doc('a').update({ n: db.command.inc(5) })
  await t.add({ _id: 'c', k: 3 })
  await t.doc('b').remove()
  await t.doc('d').set({ k: 4 })
  expect((await t.doc('a').get()).data).toMatchObject({ n: 15 })
  expect((await t.doc('b').get()).data).toBeNull()
  expect(
    (
      await t
        .where({ k: db.command.gte(1) })
        .orderBy('k', 'desc')
        .get()
    ).data,
  ).toMatchObject([{ _id: 'd' }, { _id: 'c' }, { _id: 'a' }])
  expect(await one('a')).toMatchObject({ n: 10 })
  expect(await one('c')).toBeUndefined()
  await transaction.commit()
  expect(await one('a')).toMatchObject({ n: 15 })
  expect(await one('b')).toBeUndefined()
  expect(await one('c')).toMatchObject({ k: 3 })
  expect(await one('d')).toMatchObject({ k: 4 })
  expect((await db.collection('t').where({ k: 2 }).count()).total).toBe(0)
})

test('rolls back all of it', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('t').doc('a').update({ n: 0 })
  await transaction.collection('t').add({ _id: 'c', k: 3 })
  await transaction.rollback()
  expect(await one('a')).toMatchObject({ n: 10 })
  expect(await one('c')).toBeUndefined()
  expect(await errorOf(transaction.commit())).toMatchObject(ended)
  await db.collection('t').add({ _id: 'c', k: 3 })
})

test('updateAndReturn runs inside', async () => {
  const transaction = await db.startTransaction()
  const { doc } = await transaction
    .collection('t')
    .where({ _id: 'a', n: 10 })
    .updateAndReturn({ n: db.command.inc(1) })
  expect(doc).toMatchObject({ n: 11 })
  expect(await one('a')).toMatchObject({ n: 10 })
  await transaction.rollback()
})

test('the snapshot is taken at the first operation and stays', async () => {
  const transaction = await db.startTransaction()
  await db.collection('t').doc('a').update({ n: 11 })
  const t = transaction.collection('t')
  expect((await t.doc('a').get()).data).toMatchObject({ n: 11 })
  await db.collection('t').doc('a').update({ n: 12 })
  await db.collection('t').doc('b').remove()
  await db.collection('t').add({ _id: 'c', k: 3, n: 11 })
  expect((await t.doc('a').get()).data).toMatchObject({ n: 11 })
  expect((await t.doc('b').get()).data).toMatchObject({ n: 20 })
  expect((await t.doc('c').get()).data).toBeNull()
  expect((await t.where({ n: 11 }).get()).data).toMatchObject([{ _id: 'a' }])
  expect((await t.where({}).orderBy('n', 'asc').limit(2).get()).data).toMatchObject([
    { _id: 'a' },
    { _id: 'b' },
  ])
  await transaction.commit()
})

test('of two transactions on one document the second conflicts at once and has ended', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  await first.collection('t').doc('a').update({ n: 1 })
  expect(await errorOf(second.collection('t').doc('a').update({ n: 2 }))).toMatchObject(conflict)
  expect(await errorOf(second.collection('t').doc('b').get())).toMatchObject(ended)
  await first.commit()
  expect(await one('a')).toMatchObject({ n: 1 })
})

test('a document changed since the snapshot conflicts', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('t').doc('b').get()
  await db.collection('t').doc('a').update({ n: 11 })
  expect(await errorOf(transaction.collection('t').doc('a').update({ n: 12 }))).toMatchObject(conflict)
  expect(await one('a')).toMatchObject({ n: 11 })
})

test('a document made since the snapshot conflicts', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('t').doc('b').get()
  await db.collection('t').add({ _id: 'c', k: 3 })
  expect(await errorOf(transaction.collection('t').doc('c').set({ k: 9 }))).toMatchObject(conflict)
})

test('unique keys are kept between transactions', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  await first.collection('t').add({ _id: 'x', k: 9 })
  expect(await errorOf(second.collection('t').add({ _id: 'y', k: 9 }))).toMatchObject(conflict)
  await first.commit()
  expect(await errorOf(db.collection('t').add({ k: 9 }))).toMatchObject({ message: /E11000/ })
})

test('a duplicate key ends the transaction, as any failed operation does', async () => {
  for (const doc of [{ _id: 'a' }, { _id: 'z', k: 2 }]) {
    const transaction = await db.startTransaction()
    await transaction.collection('t').doc('a').update({ n: 1 })
    expect(await errorOf(transaction.collection('t').add(doc))).toMatchObject({ message: /E11000/ })
    expect(await errorOf(transaction.commit())).toMatchObject(ended)
  }
  expect(await one('a')).toMatchObject({ n: 10 })
})

test('a unique key may pass from one document to another', async () => {
  await db.runTransaction(async (transaction: Transaction) => {
    const t = transaction.collection('t')
    await t.doc('a').update({ k: 100 })
    await t.doc('b').update({ k: 1 })
    await t.doc('a').update({ k: 2 })
  })
  expect([await one('a'), await one('b')]).toMatchObject([{ k: 2 }, { k: 1 }])
  expect((await db.collection('t').where({ k: 1 }).get()).data).toMatchObject([{ _id: 'b' }])
})

test('plain writes wait for the transaction which holds their document or key', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('t').doc('a').update({ n: 1 })
  await transaction.collection('t').add({ _id: 'c', k: 3 })
  const waiting = [
    db.collection('t').where({ _id: 'a', n: 10 }).update({ z: 1 }),
    db
      .collection('t')
      .where({ _id: 'a' })
      .update({ n: db.command.inc(1) }),
    errorOf(db.collection('t').add({ _id: 'e', k: 3 })),
    db.collection('t').doc('c').set({ k: 3, z: 1 }),
  ]
  // Another document is free, and its answer shows that the ones before it are waiting.
  expect(await db.collection('t').doc('b').update({ n: 21 })).toMatchObject({ updated: 1 })
  expect(await one('a')).toMatchObject({ n: 10 })
  await transaction.commit()
  const [missed, updated, refused, set] = await Promise.all(waiting)
  // Its condition held when it began to wait and no longer when it ran.
  expect(missed).toMatchObject({ updated: 0 })
  expect(updated).toMatchObject({ updated: 1 })
  expect(refused).toMatchObject({ message: /E11000/ })
  expect(set).toMatchObject({ updated: 1 })
  expect(await one('a')).toMatchObject({ n: 2 })
})

test('a waiting write goes on after a rollback', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('t').doc('a').remove()
  const waiting = db
    .collection('t')
    .doc('a')
    .update({ n: db.command.inc(1) })
  await transaction.rollback()
  expect(await waiting).toMatchObject({ updated: 1 })
  expect(await one('a')).toMatchObject({ n: 11 })
})

/** The SDK sends these without the transaction's id: they run outside and survive its rollback. */
test('pitfall: where().update(), where().remove() and count() run outside', async () => {
  const transaction = await db.startTransaction()
  const t = transaction.collection('t')
  await t.where({ _id: 'a' }).update({ n: 99 })
  await t.where({ _id: 'b' }).remove()
  expect((await t.where({}).count()).total).toBe(1)
  await transaction.rollback()
  expect(await one('a')).toMatchObject({ n: 99 })
  expect(await one('b')).toBeUndefined()
})

test('runTransaction tries again after a conflict', async () => {
  let turns = 0
  await db.runTransaction(async (transaction: Transaction) => {
    const { data } = await transaction.collection('t').doc('a').get()
    if (turns++ === 0) await db.collection('t').doc('a').update({ n: 50 })
    await transaction
      .collection('t')
      .doc('a')
      .update({ n: (data as { n: number }).n + 1 })
  })
  expect(turns).toBe(2)
  expect(await one('a')).toMatchObject({ n: 51 })
})

test('eight clients on one document with enough turns lose no update', async () => {
  const once = (): Promise<unknown> =>
    db.runTransaction(async (transaction: Transaction) => {
      const { data } = await transaction.collection('t').doc('a').get()
      await transaction
        .collection('t')
        .doc('a')
        .update({ n: (data as { n: number }).n + 1 })
    }, 100)
  await Promise.all(Array.from({ length: 8 }, once))
  expect(await one('a')).toMatchObject({ n: 18 })
  expect(cloud.server.stats().openTransactions).toBe(0)
})
