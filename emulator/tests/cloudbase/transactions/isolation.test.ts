import type { Transaction } from '../sdk'
import { openBank, type Bank } from './bank'

/**
 * A transaction sees a snapshot, and its own writes over it:
 * https://docs.cloudbase.net/en/database/transaction,
 * https://www.mongodb.com/docs/manual/reference/read-concern-snapshot/
 */
let bank: Bank

beforeAll(async () => {
  bank = await openBank()
})
beforeEach(() => bank.fresh())
afterAll(() => bank.close())

const inc = (by: number): unknown => bank.db.command.inc(by)

test('the snapshot is taken at the first operation and stays', async () => {
  const transaction = await bank.db.startTransaction()
  await bank.t.doc('a').update({ n: 11 })
  const t = transaction.collection('t')
  expect((await t.doc('a').get()).data).toMatchObject({ n: 11 })
  await bank.t.doc('a').update({ n: 12 })
  await bank.t.doc('a').update({ n: 13 })
  await bank.t.doc('b').remove()
  await bank.t.add({ _id: 'c', k: 3, n: 11 })
  expect((await t.doc('a').get()).data).toMatchObject({ n: 11 })
  expect((await t.doc('b').get()).data).toMatchObject({ n: 20 })
  expect((await t.doc('c').get()).data).toBeNull()
  await transaction.commit()
})

test('no phantoms: a query finds the same documents again', async () => {
  const transaction = await bank.db.startTransaction()
  const t = transaction.collection('t')
  const find = async (): Promise<unknown> =>
    (
      await t
        .where({ n: bank.db.command.gte(10) })
        .orderBy('n', 'asc')
        .limit(2)
        .get()
    ).data
  const before = await find()
  expect(before).toMatchObject([{ _id: 'a' }, { _id: 'b' }])
  await bank.t.add([
    { _id: 'c', k: 3, n: 10 },
    { _id: 'd', k: 4, n: 15 },
  ])
  await bank.t.doc('a').update({ n: 0 })
  await bank.t.doc('b').remove()
  expect(await find()).toEqual(before)
  expect((await t.where({}).skip(2).get()).data).toEqual([])
  await transaction.rollback()
})

test('snapshots of three ages each see their own past', async () => {
  const open: Transaction[] = []
  for (let n = 0; n < 3; n++) {
    const transaction = await bank.db.startTransaction()
    await transaction.collection('t').doc('b').get()
    open.push(transaction)
    await bank.t.doc('a').update({ n: inc(1) })
    await bank.t.doc('a').update({ n: inc(1) })
  }
  const seen = (i: number): Promise<unknown> => open[i]!.collection('t').doc('a').get()
  expect(await seen(0)).toMatchObject({ data: { n: 10 } })
  expect(await seen(1)).toMatchObject({ data: { n: 12 } })
  expect(await seen(2)).toMatchObject({ data: { n: 14 } })
  // One after the other gives its snapshot back, the middle one first.
  await open[1]!.commit()
  expect(await seen(0)).toMatchObject({ data: { n: 10 } })
  expect(await seen(2)).toMatchObject({ data: { n: 14 } })
  await open[0]!.rollback()
  expect(await seen(2)).toMatchObject({ data: { n: 14 } })
  await open[2]!.commit()
  expect(await bank.one('a')).toMatchObject({ n: 16 })
  expect(bank.server.stats()).toMatchObject({ openTransactions: 0, formerVersions: 0 })
})

test('others see all of a commit or nothing of it', async () => {
  const sums = new Set<number>()
  let done = false
  const watch = async (): Promise<void> => {
    while (!done) {
      const { data } = await bank.t.get()
      sums.add((data as { n: number }[]).reduce((sum, { n }) => sum + n, 0))
    }
  }
  const move = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) {
      const transaction = await bank.db.startTransaction()
      await transaction
        .collection('t')
        .doc('a')
        .update({ n: inc(-1) })
      await transaction
        .collection('t')
        .doc('b')
        .update({ n: inc(1) })
      await (i % 3 === 0 ? transaction.rollback() : transaction.commit())
    }
    done = true
  }
  await Promise.all([watch(), move()])
  expect([...sums]).toEqual([30])
})

test('write skew is possible, as with any snapshot isolation: two transactions read both and write one each', async () => {
  const [first, second] = [await bank.db.startTransaction(), await bank.db.startTransaction()]
  for (const transaction of [first, second]) {
    const { data } = await transaction.collection('t').get()
    expect((data as { n: number }[]).reduce((sum, { n }) => sum + n, 0)).toBe(30)
  }
  await first
    .collection('t')
    .doc('a')
    .update({ n: inc(-30) })
  await second
    .collection('t')
    .doc('b')
    .update({ n: inc(-30) })
  await first.commit()
  await second.commit()
  expect([await bank.one('a'), await bank.one('b')]).toMatchObject([{ n: -20 }, { n: -10 }])
})
