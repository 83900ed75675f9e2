import { errorOf, type Transaction } from '../sdk'
import { CONFLICT, DUPLICATE, ENDED, openBank, type Bank } from './bank'

/**
 * Who gives way to whom: in a transaction a write conflict fails at once and ends it, a plain write waits.
 * https://www.mongodb.com/docs/manual/core/transactions-production-consideration/#in-progress-transactions-and-write-conflicts
 * and https://docs.cloudbase.net/en/database/transaction
 */
let bank: Bank

beforeAll(async () => {
  bank = await openBank()
})
beforeEach(() => bank.fresh())
afterAll(() => bank.close())

const inc = (by: number): unknown => bank.db.command.inc(by)

type Collection = ReturnType<Transaction['collection']>

describe('of two transactions on one document the second conflicts at once and has ended', () => {
  const table: [title: string, call: (t: Collection) => Promise<unknown>][] = [
    ['doc().update', (t) => t.doc('a').update({ n: 2 })],
    ['doc().set', (t) => t.doc('a').set({ k: 9 })],
    ['doc().remove', (t) => t.doc('a').remove()],
    ['updateAndReturn', (t) => t.where({ n: 10 }).updateAndReturn({ n: 2 })],
    ['doc().set of what the other inserts', (t) => t.doc('c').set({ k: 9 })],
    ['add of the id which the other inserts', (t) => t.add({ _id: 'c', k: 9 })],
    ['add of the key which the other inserts', (t) => t.add({ _id: 'd', k: 3 })],
    ['add of the key which the other gives up', (t) => t.add({ _id: 'd', k: 1 })],
  ]
  test.each(table)('%s', async (_title, call) => {
    const [first, second] = [await bank.db.startTransaction(), await bank.db.startTransaction()]
    await first.collection('t').doc('a').update({ n: 1, k: 7 })
    await first.collection('t').add({ _id: 'c', k: 3 })
    await second.collection('t').doc('b').update({ n: 0 })
    expect(await errorOf(call(second.collection('t')))).toMatchObject(CONFLICT)
    expect(await errorOf(second.collection('t').doc('b').get())).toMatchObject(ENDED)
    expect(await errorOf(second.commit())).toMatchObject(ENDED)
    await first.commit()
    expect([await bank.one('a'), await bank.one('b')]).toMatchObject([{ n: 1, k: 7 }, { n: 20 }])
  })
})

describe('what was changed since the snapshot', () => {
  const table: [title: string, others: () => Promise<unknown>, call: (t: Collection) => Promise<unknown>][] =
    [
      ['changed', () => bank.t.doc('a').update({ n: 11 }), (t) => t.doc('a').update({ n: 12 })],
      ['removed', () => bank.t.doc('a').remove(), (t) => t.doc('a').update({ n: 12 })],
      ['made', () => bank.t.add({ _id: 'c', k: 3 }), (t) => t.doc('c').set({ k: 9 })],
      ['made, and added', () => bank.t.add({ _id: 'c', k: 3 }), (t) => t.add({ _id: 'c', k: 9 })],
      ['its key taken', () => bank.t.add({ _id: 'c', k: 3 }), (t) => t.doc('a').update({ k: 3 })],
    ]
  test.each(table)('%s: conflicts', async (_title, others, call) => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('b').get()
    await others()
    expect(await errorOf(call(transaction.collection('t')))).toMatchObject(CONFLICT)
    expect(bank.server.stats().openTransactions).toBe(0)
  })

  test('an update which changes nothing writes nothing, and cannot conflict', async () => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('b').get()
    await bank.t.doc('a').update({ z: 1 })
    expect(await transaction.collection('t').doc('a').update({ n: 10 })).toMatchObject({ updated: 0 })
    await transaction.commit()
  })
})

describe('unique keys', () => {
  /** In MongoDB, too, a duplicate key aborts: https://jira.mongodb.org/browse/DOCS-11493 */
  test('a duplicate ends the transaction, as any failed operation does', async () => {
    for (const doc of [{ _id: 'a' }, { _id: 'z', k: 2 }]) {
      const transaction = await bank.db.startTransaction()
      await transaction.collection('t').doc('a').update({ n: 1 })
      expect(await errorOf(transaction.collection('t').add(doc))).toMatchObject(DUPLICATE)
      expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
    }
    expect(await bank.one('a')).toMatchObject({ n: 10 })
  })

  test('of a document which it made itself', async () => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').add({ _id: 'c', k: 3 })
    expect(await errorOf(transaction.collection('t').doc('b').update({ k: 3 }))).toMatchObject(DUPLICATE)
  })

  test('which the snapshot shows, though it is free by now', async () => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('b').get()
    await bank.t.doc('a').remove()
    expect(await errorOf(transaction.collection('t').add({ _id: 'c', k: 1 }))).toMatchObject(DUPLICATE)
  })

  test('one may pass from one document to another', async () => {
    await bank.db.runTransaction(async (transaction: Transaction) => {
      const t = transaction.collection('t')
      await t.doc('a').update({ k: 100 })
      await t.doc('b').update({ k: 1 })
      await t.doc('a').update({ k: 2 })
    })
    expect([await bank.one('a'), await bank.one('b')]).toMatchObject([{ k: 2 }, { k: 1 }])
    expect((await bank.t.where({ k: 1 }).get()).data).toMatchObject([{ _id: 'b' }])
  })
})

describe('what could not be committed is refused at once', () => {
  const table: [title: string, doc: Record<string, unknown>, message: RegExp][] = [
    ['two arrays in one index', { _id: 'c', k: 3, tags: [1], marks: [2] }, /parallel arrays/],
    ['a key too long', { _id: 'c', k: 3, tags: 'x'.repeat(1025) }, /key too large/],
  ]
  test.each(table)('%s, and nothing of the transaction stays', async (_title, doc, message) => {
    for (const call of [
      (t: Collection) => t.add(doc),
      (t: Collection) => t.doc('b').update(withoutId(doc)),
    ]) {
      const transaction = await bank.db.startTransaction()
      await transaction.collection('t').doc('a').update({ n: 1 })
      expect((await errorOf(call(transaction.collection('t')))).message).toMatch(message)
      expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
    }
    expect([await bank.one('a'), await bank.one('b')]).toEqual([
      { _id: 'a', k: 1, n: 10 },
      { _id: 'b', k: 2, n: 20 },
    ])
  })
})

test('a document which grows beyond 16 MB within a transaction is refused there', async () => {
  const transaction = await bank.db.startTransaction()
  const a = transaction.collection('t').doc('a')
  const third = 'x'.repeat(6 * 1024 * 1024)
  await a.update({ first: third })
  await a.update({ second: third })
  expect((await errorOf(a.update({ third }))).message).toMatch(/too large/)
  expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
  expect(await bank.one('a')).toEqual({ _id: 'a', k: 1, n: 10 })
})

const withoutId = ({ _id, ...rest }: Record<string, unknown>): object => rest

describe('plain writes', () => {
  test('wait for the transaction which holds their document or key', async () => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('a').update({ n: 1 })
    await transaction.collection('t').add({ _id: 'c', k: 3 })
    const waiting = [
      bank.t.where({ _id: 'a', n: 10 }).update({ z: 1 }),
      bank.t.where({ _id: 'a' }).update({ n: inc(1) }),
      errorOf(bank.t.add({ _id: 'e', k: 3 })),
      bank.t.doc('c').set({ k: 3, z: 1 }),
    ]
    // Another document is free, and its answer shows that the ones before it are waiting.
    expect(await bank.t.doc('b').update({ n: 21 })).toMatchObject({ updated: 1 })
    expect(await bank.one('a')).toMatchObject({ n: 10 })
    await transaction.commit()
    const [missed, updated, refused, set] = await Promise.all(waiting)
    // Its condition held when it began to wait and no longer when it ran.
    expect(missed).toMatchObject({ updated: 0 })
    expect(updated).toMatchObject({ updated: 1 })
    expect(refused).toMatchObject(DUPLICATE)
    expect(set).toMatchObject({ updated: 1 })
    expect(await bank.one('a')).toMatchObject({ n: 2 })
  })

  test('go on after a rollback', async () => {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('a').remove()
    const waiting = bank.t.doc('a').update({ n: inc(1) })
    await transaction.rollback()
    expect(await waiting).toMatchObject({ updated: 1 })
    expect(await bank.one('a')).toMatchObject({ n: 11 })
  })

  test('one which waits for two transactions waits for both', async () => {
    const [first, second] = [await bank.db.startTransaction(), await bank.db.startTransaction()]
    await first.collection('t').doc('a').update({ n: 1 })
    await second.collection('t').doc('b').update({ n: 2 })
    const waiting = bank.t.where({ k: bank.db.command.gte(1) }).update({ n: inc(100) })
    await first.commit()
    expect(await bank.one('a')).toMatchObject({ n: 1 })
    await second.commit()
    expect(await waiting).toMatchObject({ updated: 2 })
    expect([await bank.one('a'), await bank.one('b')]).toMatchObject([{ n: 101 }, { n: 102 }])
  })
})

describe('trying again', () => {
  test('runTransaction does after a conflict', async () => {
    let turns = 0
    await bank.db.runTransaction(async (transaction: Transaction) => {
      const { data } = await transaction.collection('t').doc('a').get()
      if (turns++ === 0) await bank.t.doc('a').update({ n: 50 })
      const { n } = data as { n: number }
      await transaction
        .collection('t')
        .doc('a')
        .update({ n: n + 1 })
    })
    expect(turns).toBe(2)
    expect(await bank.one('a')).toMatchObject({ n: 51 })
  })

  test('runTransaction does not after another error', async () => {
    let turns = 0
    const failing = bank.db.runTransaction(async (transaction: Transaction) => {
      turns++
      await transaction.collection('t').add({ _id: 'a' })
    })
    expect(await errorOf(failing)).toMatchObject(DUPLICATE)
    expect(turns).toBe(1)
  })

  test('eight clients on one document with enough turns lose no update', async () => {
    const once = (): Promise<unknown> =>
      bank.db.runTransaction(async (transaction: Transaction) => {
        const { data } = await transaction.collection('t').doc('a').get()
        await transaction
          .collection('t')
          .doc('a')
          .update({ n: (data as { n: number }).n + 1 })
      }, 100)
    await Promise.all(Array.from({ length: 8 }, once))
    expect(await bank.one('a')).toMatchObject({ n: 18 })
    expect(bank.server.stats()).toMatchObject({ openTransactions: 0, formerVersions: 0 })
  })
})
