import { errorOf, type Transaction } from '../sdk'
import { ENDED, openBank, type Bank } from './bank'

/** How a transaction ends, and what it leaves: https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL */
let bank: Bank

beforeAll(async () => {
  bank = await openBank()
})
beforeEach(() => bank.fresh())
afterAll(() => bank.close())

type Collection = ReturnType<Transaction['collection']>

test('once only: whatever comes after a commit or a rollback is refused and changes nothing', async () => {
  const late: ((transaction: Transaction) => Promise<unknown>)[] = [
    (transaction) => transaction.commit(),
    (transaction) => transaction.rollback(),
    ...[
      (t: Collection) => t.doc('a').get(),
      (t: Collection) => t.where({}).get(),
      (t: Collection) => t.add({ _id: 'z', k: 9 }),
      (t: Collection) => t.doc('a').set({ k: 9 }),
      (t: Collection) => t.doc('a').update({ n: 9 }),
      (t: Collection) => t.doc('a').remove(),
      (t: Collection) => t.where({ _id: 'a' }).updateAndReturn({ n: 9 }),
    ].map((call) => (transaction: Transaction) => call(transaction.collection('t'))),
  ]
  for (const end of ['commit', 'rollback'] as const) {
    const transaction = await bank.db.startTransaction()
    await transaction
      .collection('t')
      .doc('a')
      .update({ n: end === 'commit' ? 11 : 12 })
    await transaction[end]()
    for (const call of late) expect(await errorOf(call(transaction))).toMatchObject(ENDED)
  }
  expect((await bank.t.orderBy('_id', 'asc').get()).data).toEqual([
    { _id: 'a', k: 1, n: 11 },
    { _id: 'b', k: 2, n: 20 },
  ])
})

test('of one which nobody ever started', async () => {
  const transaction = await bank.db.startTransaction()
  await transaction.rollback()
  Object.assign(transaction, { _id: 'no-such-transaction' })
  expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
  expect(await errorOf(transaction.collection('t').doc('a').get())).toMatchObject(ENDED)
})

test('an empty one may be committed', async () => {
  const transaction = await bank.db.startTransaction()
  await transaction.commit()
  expect(bank.server.stats().openTransactions).toBe(0)
})

test('a failed operation ends it: a collection which is not there', async () => {
  const transaction = await bank.db.startTransaction()
  await transaction.collection('t').doc('a').update({ n: 0 })
  const missing = transaction.collection('nowhere').doc('a').get()
  expect(await errorOf(missing)).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
  expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
  expect(await bank.one('a')).toMatchObject({ n: 10 })
})

test('many open ones share what they remember, and leave nothing behind', async () => {
  await bank.t.add(Array.from({ length: 50 }, (_, i) => ({ _id: `x${i}`, k: 100 + i, n: 0 })))
  const open: Transaction[] = []
  for (let i = 0; i < 200; i++) {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('b').get()
    open.push(transaction)
  }
  const bump = (): Promise<unknown> =>
    bank.t.where({ k: bank.db.command.gte(100) }).update({ n: bank.db.command.inc(1) })
  for (let i = 0; i < 20; i++) await bump()
  // 200 snapshots of one state of 50 documents, which changed 20 times: 50 former values, not 200,000.
  expect(bank.server.stats()).toMatchObject({ openTransactions: 200, formerVersions: 50 })
  expect((await open[199]!.collection('t').doc('x0').get()).data).toMatchObject({ n: 0 })
  for (const transaction of open) await transaction.rollback()
  expect(bank.server.stats()).toMatchObject({ openTransactions: 0, formerVersions: 0 })
  await bump()
  expect(bank.server.stats().formerVersions).toBe(0)
})
