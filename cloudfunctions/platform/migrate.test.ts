import { startTestMall, type TestMall } from '../../tests/support/context'
import type { RawDatabase } from './database'
import { previewMigrations, runMigrations, type MigrationRun } from './migrate'
import { defineMigration, type Migration } from './migration'
import type { Stored } from './untyped'

/** Migrations over the local cloud, of a shape of carts that never was. */

let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
beforeEach(() => mall.reset())
afterAll(() => mall.close())

interface Items {
  [skuId: string]: { quantity: number; pieces?: number }
}

/** Every item says its pieces under another name, too: the whole of `items` is set anew. */
const pieces = defineMigration<{ items: Items }>({
  id: '0001-pieces',
  collection: 'carts',
  version: 2,
  what: 'items say their pieces',
  reads: ['items'],
  change({ items }) {
    if (Object.keys(items).length === 0) return null
    const named = Object.entries(items).map(([skuId, item]) => [skuId, { ...item, pieces: item.quantity }])
    return { set: { items: Object.fromEntries(named) as Items } }
  },
})
/** The count goes, its successor comes. */
const count = defineMigration<{ lines?: number }>({
  id: '0002-count',
  collection: 'carts',
  version: 3,
  what: 'lines are a count',
  reads: ['lines'],
  change: ({ lines = 0 }) => ({ set: { 'size.lines': lines }, remove: ['lines'] }),
})

const runOf = (db: RawDatabase, migrations: readonly Migration[] = [pieces]): MigrationRun => ({
  db,
  migrations,
  personal: mall.ctx.personal,
  now: mall.clock.now,
})

const idOf = (i: number): string => `o${String(i).padStart(4, '0')}`
const cart = (i: number, extra: object = { v: 1 }): object => ({
  _id: idOf(i),
  items: i % 5 === 0 ? {} : { a: { quantity: i }, b: { quantity: 1 } },
  lines: i % 5 === 0 ? 0 : 2,
  ...extra,
})
/** Carts as the functions of before write them; some from before there were versions. */
async function putCarts(from: number, to: number): Promise<void> {
  await Promise.all(
    range(from, to).map((i) => mall.raw.insert('carts', cart(i, i % 7 === 0 ? {} : { v: 1 }))),
  )
}
const stored = (name = 'carts'): Promise<Stored[]> =>
  mall.raw.find(name, { where: {}, orderBy: [['_id', 'asc']], limit: 1000 })

const after1 = (i: number) => ({
  ...cart(i, { v: 2 }),
  items: i % 5 === 0 ? {} : { a: { quantity: i, pieces: i }, b: { quantity: 1, pieces: 1 } },
})
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

test('[DATA-3] what is inserted is stamped with the version of its collection, which nobody sees', async () => {
  const { db, raw } = mall
  const one = (_id: string) => ({ _id, items: {}, lines: 0 })
  await db.insert('carts', one('a'))
  await db.insertMany('carts', [one('b'), one('c')])
  await db.transaction((inside) => inside.insert('carts', one('d')))
  expect((await stored()).map(({ v }) => v)).toEqual([1, 1, 1, 1])
  expect(await db.get('carts', 'a')).toEqual(one('a'))
  expect(await db.find('carts', { where: { _id: 'b' }, limit: 1 })).toEqual([one('b')])
  expect(await db.changeAndGet('carts', { _id: 'c' }, { lines: 1 })).toEqual({ ...one('c'), lines: 1 })
  expect(await db.transaction((inside) => inside.get('carts', 'd'))).toEqual(one('d'))
  expect(await raw.get('carts', 'c')).toEqual({ ...one('c'), lines: 1, v: 1 })
})

test('[DATA-4] a dry run counts, and changes nothing', async () => {
  await putCarts(0, 250)
  const before = await stored()
  expect(await previewMigrations(runOf(mall.raw))).toEqual([
    { id: pieces.id, collection: 'carts', what: pieces.what, documents: 250, changes: 200 },
  ])
  expect(await stored()).toEqual(before)
  expect(await stored('migrations')).toEqual([])
  const done = await runMigrations(runOf(mall.raw), 'alone')
  expect(done).toEqual([expect.objectContaining({ documents: 250, changes: 200 })])
})

test('[DATA-5] twice is once, and afterwards it costs one trip', async () => {
  await putCarts(0, 30)
  await runMigrations(runOf(mall.raw), 'alone')
  expect(await stored()).toEqual(range(0, 30).map(after1))
  const { result, trips } = await mall.tripsOf(() => runMigrations(runOf(mall.raw), 'alone'))
  expect(result).toEqual([])
  expect(trips).toHaveLength(1)
  expect(await stored()).toEqual(range(0, 30).map(after1))
})

test('several bring documents from version to version', async () => {
  await putCarts(0, 12)
  await runMigrations(runOf(mall.raw, [pieces, count]), 'alone')
  expect(await stored()).toEqual(
    range(0, 12).map((i) => {
      const { lines, ...rest } = { lines: 0, ...after1(i) }
      return { ...rest, size: { lines }, v: 3 }
    }),
  )
})

test('[DATA-5] before and after the new functions: what the old ones insert meanwhile is brought over', async () => {
  await putCarts(0, 5)
  await runMigrations(runOf(mall.raw), 'before')
  expect(await runMigrations(runOf(mall.raw), 'before')).toEqual([])
  await putCarts(5, 8)
  await mall.raw.insert('carts', after1(8))
  expect(await runMigrations(runOf(mall.raw), 'after')).toEqual([expect.objectContaining({ documents: 3 })])
  expect(await stored()).toEqual(range(0, 9).map(after1))
  expect(await stored('migrations')).toEqual([
    expect.objectContaining({ phase: 'done', finishedAt: mall.clock.now() }),
  ])
})

class Died extends Error {}

/** A database whose caller dies at its operation number `at`, before or after it took effect. */
function dying(at: number, when: 'before' | 'after'): RawDatabase {
  let calls = 0
  const mortal =
    <A extends unknown[], T>(operation: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      calls += 1
      if (calls > at || (calls === at && when === 'before')) throw new Died()
      const answer = await operation(...args)
      if (calls >= at) throw new Died()
      return answer
    }
  const { _, get, find, insert, change, changeAndGet } = mall.raw
  return {
    _,
    get: mortal(get),
    find: mortal(find),
    insert: mortal(insert),
    change: mortal(change),
    changeAndGet: mortal(changeAndGet),
  }
}

test.each(['before', 'after'] as const)(
  '[DATA-5] who dies %s any operation is followed by somebody who finishes',
  async (when) => {
    let deaths = 0
    for (let at = 1; ; at++) {
      mall.reset()
      await putCarts(0, 12)
      const died = await runMigrations(runOf(dying(at, when)), 'alone').then(
        () => false,
        (error: unknown) => error instanceof Died,
      )
      if (died) deaths += 1
      await runMigrations(runOf(mall.raw), 'alone')
      expect(await stored()).toEqual(range(0, 12).map(after1))
      expect(await stored('migrations')).toEqual([expect.objectContaining({ phase: 'done' })])
      if (!died) break
    }
    expect(deaths).toBeGreaterThan(12)
  },
)

test('[DATA-5] who takes up goes on behind the last page', async () => {
  await putCarts(0, 250)
  await expect(runMigrations(runOf(dying(220, 'before')), 'alone')).rejects.toThrow(Died)
  const [record] = await stored('migrations')
  expect(record).toMatchObject({ phase: 'before', position: 'o0199' })
  const [counts] = await runMigrations(runOf(mall.raw), 'alone')
  expect(counts?.documents).toBeLessThan(50)
  expect(await stored()).toEqual(range(0, 250).map(after1))
})

test('[DATA-5] several at once do what one does', async () => {
  await putCarts(0, 60)
  const all = await Promise.all([1, 2, 3].map(() => runMigrations(runOf(mall.raw), 'alone')))
  expect(await stored()).toEqual(range(0, 60).map(after1))
  expect(all.flat().reduce((sum, { documents }) => sum + documents, 0)).toBe(60)
})

test('[DATA-6] who writes between reading and changing is not overwritten', async () => {
  await putCarts(1, 4)
  const { raw, db } = mall
  const busy = new Set<string>()
  const meddling: RawDatabase = {
    ...raw,
    async change(name, where, change) {
      const { _id } = where as { _id: string }
      // An old function puts more into the cart, and a new item, just before the first try.
      if (name === 'carts' && !busy.has(_id)) {
        busy.add(_id)
        await db.change(
          'carts',
          { _id },
          { 'items.a.quantity': db._.inc(10), 'items.c': db._.set({ quantity: 7 }), lines: db._.inc(1) },
        )
      }
      return raw.change(name, where, change)
    },
  }
  await runMigrations(runOf(meddling), 'alone')
  expect(await stored()).toEqual(
    [1, 2, 3].map((i) => ({
      _id: `o000${i}`,
      items: {
        a: { quantity: i + 10, pieces: i + 10 },
        b: { quantity: 1, pieces: 1 },
        c: { quantity: 7, pieces: 7 },
      },
      lines: 3,
      v: 2,
    })),
  )
})

test('[DATA-6] nothing that many write at the same time is lost', async () => {
  // Each cart changes less often than a migration reckons anew, however the machine deals them out.
  const carts = range(1, 17)
  await putCarts(1, 17)
  const { db } = mall
  const more = (i: number) =>
    db.change(
      'carts',
      { _id: idOf(carts[i % 16] ?? 0) },
      { 'items.a.quantity': db._.inc(1), lines: db._.inc(1) },
    )
  const writing = Promise.all(range(0, 200).map(more))
  await runMigrations(runOf(mall.raw, [pieces, count]), 'alone')
  await writing
  const after = await stored()
  const total = after.reduce((sum, { items }) => sum + ((items as Items)['a']?.quantity ?? 0), 0)
  expect(total).toBe(1 + 2 + 3 + 4 + 6 + 7 + 8 + 9 + 11 + 12 + 13 + 14 + 16 + 200)
  expect(after.map(({ v }) => v)).toEqual(carts.map(() => 3))
})

test('one that always changes stops the run, which can be taken up', async () => {
  await putCarts(1, 2)
  const { raw, db } = mall
  const restless: RawDatabase = {
    ...raw,
    async change(name, where, change) {
      if (name === 'carts') await db.change('carts', { _id: 'o0001' }, { 'items.a.quantity': db._.inc(1) })
      return raw.change(name, where, change)
    },
  }
  await expect(runMigrations(runOf(restless), 'alone')).rejects.toThrow('keeps changing')
  await runMigrations(runOf(raw), 'alone')
  expect((await stored()).map(({ v }) => v)).toEqual([2])
})

test('[DATA-9] what follows from fields that functions of before go on writing is reckoned anew afterwards', async () => {
  const total = defineMigration<{ items: Items; pieces?: number }>({
    id: '0001-total',
    collection: 'carts',
    version: 2,
    what: 'carts say their pieces',
    reads: ['items', 'pieces'],
    again: true,
    change({ items, pieces: before }) {
      const all = Object.values(items).reduce((sum, { quantity }) => sum + quantity, 0)
      return all === before ? null : { set: { pieces: all } }
    },
  })
  await putCarts(1, 5)
  const run = runOf(mall.raw, [total])
  await runMigrations(run, 'before')
  await mall.raw.change('carts', { _id: 'o0001' }, { 'items.a.quantity': 9 })
  await putCarts(5, 7)
  expect(await runMigrations(run, 'after')).toMatchObject([{ documents: 3, changes: 3 }])
  expect((await stored()).map(({ _id, pieces, v }) => [_id, pieces, v])).toEqual([
    ['o0001', 10, 2],
    ['o0002', 3, 2],
    ['o0003', 4, 2],
    ['o0004', 5, 2],
    ['o0005', 0, 2],
    ['o0006', 7, 2],
  ])
})

test('[DATA-10] over documents of a newer release nothing runs, and nothing is looked at', async () => {
  await putCarts(0, 5)
  await runMigrations(runOf(mall.raw, [pieces, count]), 'alone')
  const before = await stored()
  const refusal = /changed by a newer release \(0002-count\)/
  await expect(previewMigrations(runOf(mall.raw))).rejects.toThrow(refusal)
  await expect(runMigrations(runOf(mall.raw), 'before')).rejects.toThrow(refusal)
  await expect(runMigrations(runOf(mall.raw, []), 'alone')).rejects.toThrow('0001-pieces, 0002-count')
  expect(await stored()).toEqual(before)
})

test('[DATA-11] a migration is done when nothing older is left, not when its pages are through', async () => {
  await putCarts(0, 3)
  const { raw } = mall
  let inserted = false
  // Behind the page that it would have been in, as functions of before may insert at any time.
  const late: RawDatabase = {
    ...raw,
    async change(name, where, change) {
      const changed = await raw.change(name, where, change)
      const isOver = name === 'migrations' && 'position' in change && change.position !== ''
      if (isOver && !inserted) {
        inserted = true
        await raw.insert('carts', { ...cart(1), _id: 'a-before-all' })
      }
      return changed
    },
  }
  await expect(runMigrations(runOf(late), 'alone')).rejects.toThrow('1 documents of carts are still')
  expect(await stored('migrations')).toMatchObject([{ phase: 'before', position: '' }])
  await runMigrations(runOf(raw), 'alone')
  expect((await stored()).map(({ v }) => v)).toEqual([2, 2, 2, 2])
  expect(await stored('migrations')).toMatchObject([{ phase: 'done' }])
})
