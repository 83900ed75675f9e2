import type { Transaction } from '../sdk'
import { openBank, type Bank } from './bank'

/**
 * Which operations run inside a transaction. https://docs.cloudbase.net/en/database/transaction lists get, add,
 * delete, update and set; what the SDK really sends with a transaction's id stands in its source
 * (`@cloudbase/database` 1.4.3: collection.js, document.js, query.js, aggregate.js).
 */
let bank: Bank

beforeAll(async () => {
  bank = await openBank()
})
beforeEach(() => bank.fresh())
afterAll(() => bank.close())

type Collection = ReturnType<Transaction['collection']>
type Call = (t: Collection) => Promise<unknown>

const everything = async (): Promise<unknown[]> => (await bank.t.orderBy('_id', 'asc').get()).data

const A = { _id: 'a', k: 1, n: 10 }
const B = { _id: 'b', k: 2, n: 20 }

describe('writes that run inside', () => {
  const table: [title: string, call: Call, answer: object, after: object[]][] = [
    ['add', (t) => t.add({ _id: 'c', k: 3 }), { id: 'c', inserted: 1, ok: 1 }, [A, B, { _id: 'c', k: 3 }]],
    [
      'add of a list',
      (t) =>
        t.add([
          { _id: 'c', k: 3 },
          { _id: 'd', k: 4 },
        ]),
      { ids: ['c', 'd'] },
      [A, B, { _id: 'c', k: 3 }, { _id: 'd', k: 4 }],
    ],
    [
      'doc().create',
      (t) => t.doc('c').create({ k: 3 }),
      { id: 'c', inserted: 1 },
      [A, B, { _id: 'c', k: 3 }],
    ],
    ['doc().set, replacing', (t) => t.doc('a').set({ k: 9 }), { updated: 1 }, [{ _id: 'a', k: 9 }, B]],
    [
      'doc().set, inserting',
      (t) => t.doc('c').set({ k: 3 }),
      { updated: 0, upserted: [{ _id: 'c' }] },
      [A, B, { _id: 'c', k: 3 }],
    ],
    ['doc().update', (t) => t.doc('a').update({ n: 11 }), { updated: 1 }, [{ ...A, n: 11 }, B]],
    [
      'doc().update with a command',
      (t) => t.doc('a').update({ n: bank.db.command.inc(5) }),
      { updated: 1 },
      [{ ...A, n: 15 }, B],
    ],
    ['doc().update of nothing', (t) => t.doc('none').update({ n: 1 }), { updated: 0 }, [A, B]],
    ['doc().remove', (t) => t.doc('a').remove(), { deleted: 1 }, [B]],
    ['doc().delete', (t) => t.doc('a').delete(), { deleted: 1 }, [B]],
    [
      'where().updateAndReturn',
      (t) => t.where({ k: 1, n: bank.db.command.gte(10) }).updateAndReturn({ n: bank.db.command.inc(-1) }),
      { updated: 1, doc: { ...A, n: 9 } },
      [{ ...A, n: 9 }, B],
    ],
  ]

  test.each(table)('%s: nobody sees it before the commit', async (_title, call, answer, after) => {
    const transaction = await bank.db.startTransaction()
    expect(await call(transaction.collection('t'))).toMatchObject(answer)
    expect(await everything()).toEqual([A, B])
    expect((await transaction.collection('t').orderBy('_id', 'asc').get()).data).toEqual(after)
    await transaction.commit()
    expect(await everything()).toEqual(after)
  })

  test.each(table)('%s: a rollback leaves nothing of it', async (_title, call) => {
    const transaction = await bank.db.startTransaction()
    await call(transaction.collection('t'))
    await transaction.rollback()
    expect(await everything()).toEqual([A, B])
  })
})

describe('reads that run inside see what the transaction wrote', () => {
  const table: [title: string, call: Call, answer: unknown][] = [
    ['doc().get', (t) => t.doc('a').get(), { ...A, n: 99 }],
    ['doc().get of what it removed', (t) => t.doc('b').get(), null],
    ['doc().field().get', (t) => t.doc('a').field({ n: true, _id: false }).get(), { n: 99 }],
    ['where().get', (t) => t.where({ n: 99 }).get(), [{ ...A, n: 99 }]],
    ['where().get of what no longer matches', (t) => t.where({ n: 10 }).get(), []],
    [
      'get',
      (t) => t.orderBy('k', 'desc').get(),
      [
        { _id: 'c', k: 3 },
        { ...A, n: 99 },
      ],
    ],
    ['skip and limit', (t) => t.orderBy('k', 'desc').skip(1).limit(1).get(), [{ ...A, n: 99 }]],
    ['field', (t) => t.orderBy('k', 'asc').field({ _id: true }).get(), [{ _id: 'a' }, { _id: 'c' }]],
  ]
  test.each(table)('%s', async (_title, call, answer) => {
    const transaction = await bank.db.startTransaction()
    const t = transaction.collection('t')
    await t.doc('a').update({ n: 99 })
    await t.add({ _id: 'c', k: 3 })
    await t.doc('b').remove()
    expect(await call(t)).toMatchObject({ data: answer })
    await transaction.rollback()
  })
})

/**
 * The SDK's Query.update, Query.remove, Query.count and Aggregation.end leave the id out: in production, too, these
 * run outside. Our own code cannot write them: see forbidden.test.ts.
 */
describe('what the SDK sends outside', () => {
  const writes: [title: string, call: Call, answer: object, after: object[]][] = [
    ['where().update', (t) => t.where({ n: 10 }).update({ n: 99 }), { updated: 1 }, [{ ...A, n: 99 }, B]],
    [
      'where().update of one only',
      (t) => t.where({ _id: 'a' }).options({ multiple: false }).update({ n: 99 }),
      { updated: 1 },
      [{ ...A, n: 99 }, B],
    ],
    ['where().remove', (t) => t.where({ n: 10 }).remove(), { deleted: 1 }, [B]],
  ]
  test.each(writes)('%s is seen at once and survives the rollback', async (_title, call, answer, after) => {
    const transaction = await bank.db.startTransaction()
    expect(await call(transaction.collection('t'))).toMatchObject(answer)
    expect(await everything()).toEqual(after)
    await transaction.rollback()
    expect(await everything()).toEqual(after)
  })

  const reads: [title: string, call: Call, answer: object][] = [
    ['where().count', (t) => t.where({ n: 99 }).count(), { total: 0 }],
    ['count', (t) => t.count(), { total: 2 }],
    ['aggregate', (t) => t.aggregate().match({ n: 99 }).end(), { data: [] }],
  ]
  test.each(reads)('%s does not see what the transaction wrote', async (_title, call, answer) => {
    const transaction = await bank.db.startTransaction()
    const t = transaction.collection('t')
    await t.doc('a').update({ n: 99 })
    await t.add({ _id: 'c', k: 3 })
    expect(await call(t)).toMatchObject(answer)
    await transaction.rollback()
  })
})
