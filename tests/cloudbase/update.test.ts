import { errorOf, startTestCloud, type Database, type TestCloud } from './sdk'

/**
 * Updates through the SDK's commands, after
 * https://docs.cloudbase.net/en/api-reference/webv3-next/database/command and
 * https://www.mongodb.com/docs/manual/reference/operator/update/. What MongoDB refuses is refused, with
 * nothing changed.
 */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({ indexes: [{ collection: 't', indexes: [] }] })
  db = cloud.db
})
beforeEach(() => cloud.server.reset())
afterAll(() => cloud.close())

type Command = Database['command']
const raw = { raw: true } as object

async function updated(before: object, update: (_: Command) => object, isRaw = false): Promise<unknown> {
  await db.collection('t').add({ _id: 'd', ...before })
  const document = db.collection('t').options(isRaw ? raw : {})
  await document.where({ _id: 'd' }).update(update(db.command))
  const [{ _id, ...after }] = (await db.collection('t').doc('d').get()).data as [{ _id: string }]
  return after
}

const cases: [title: string, before: object, update: (_: Command) => object, after: object][] = [
  ['set a field', { a: 1 }, () => ({ a: 2, b: [3] }), { a: 2, b: [3] }],
  ['merge an object', { a: { x: 1, y: 2 } }, () => ({ a: { x: 5 } }), { a: { x: 5, y: 2 } }],
  ['set an object', { a: { x: 1, y: 2 } }, (_) => ({ a: _.set({ x: 5 }) }), { a: { x: 5 } }],
  ['create the way', {}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
  ['set in an array', { a: [1, { b: 2 }] }, () => ({ 'a.1.b': 3, 'a.3': 4 }), { a: [1, { b: 3 }, null, 4] }],
  ['remove', { a: 1, b: { c: 2, d: 3 } }, (_) => ({ a: _.remove(), 'b.c': _.remove() }), { b: { d: 3 } }],
  ['remove in an array', { a: [1, 2] }, (_) => ({ 'a.0': _.remove() }), { a: [null, 2] }],
  ['inc', { a: 1 }, (_) => ({ a: _.inc(-3), b: _.inc(2) }), { a: -2, b: 2 }],
  ['inc a double', { a: 0.5 }, (_) => ({ a: _.inc(1) }), { a: 1.5 }],
  ['mul', { a: 3 }, (_) => ({ a: _.mul(4), b: _.mul(4) }), { a: 12, b: 0 }],
  ['min', { a: 3, b: 3 }, (_) => ({ a: _.min(2), b: _.min(9), c: _.min(1) }), { a: 2, b: 3, c: 1 }],
  ['max', { a: 3, b: 3 }, (_) => ({ a: _.max(2), b: _.max(9), c: _.max(1) }), { a: 3, b: 9, c: 1 }],
  ['max across types', { a: 3 }, (_) => ({ a: _.max('x') }), { a: 'x' }],
  [
    'rename',
    { a: 1, c: { d: 2 } },
    (_) => ({ a: _.rename('b'), 'c.d': _.rename('e') }),
    { b: 1, c: {}, e: 2 },
  ],
  ['bit', { a: 5 }, (_) => ({ a: (_ as never as { bit(v: object): object }).bit({ and: 4 }) }), { a: 4 }],
  ['push', { a: [1] }, (_) => ({ a: _.push(2), b: _.push([3, 4]) }), { a: [1, 2], b: [3, 4] }],
  ['push at', { a: [1, 2] }, (_) => ({ a: _.push({ each: [9], position: 1 }) }), { a: [1, 9, 2] }],
  [
    'push, sort and slice',
    { a: [{ n: 3 }, { n: 1 }] },
    (_) => ({ a: _.push({ each: [{ n: 2 }], sort: { n: 1 }, slice: 2 } as never) }),
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  [
    'push and keep the last',
    { a: [1, 2] },
    (_) => ({ a: _.push({ each: [3], slice: -2 } as never) }),
    { a: [2, 3] },
  ],
  [
    'pop and shift',
    { a: [1, 2, 3], b: [1, 2] },
    (_) => ({ a: _.pop(), b: _.shift() }),
    { a: [1, 2], b: [2] },
  ],
  ['unshift', { a: [3] }, (_) => ({ a: _.unshift([1, 2]) }), { a: [1, 2, 3] }],
  ['pull a value', { a: [1, 2, 1] }, (_) => ({ a: _.pull(1) }), { a: [2] }],
  ['pull by a command', { a: [1, 2, 3] }, (_) => ({ a: _.pull(_.gte(2)) }), { a: [1] }],
  [
    'pull objects',
    {
      a: [
        { k: 1, q: 2 },
        { k: 2, q: 9 },
      ],
    },
    (_) => ({ a: _.pull({ k: 2, q: _.gt(5) }) }),
    { a: [{ k: 1, q: 2 }] },
  ],
  ['pullAll', { a: [1, 2, 3, 1] }, (_) => ({ a: _.pullAll([1, 3]) }), { a: [2] }],
  ['addToSet', { a: [1] }, (_) => ({ a: _.addToSet(1), b: _.addToSet(2) }), { a: [1], b: [2] }],
  ['addToSet each', { a: [1] }, (_) => ({ a: _.addToSet({ $each: [1, 2, 2] }) }), { a: [1, 2] }],
]
test.each(cases)('%s', async (_title, before, update, after) => {
  expect(await updated(before, update)).toEqual(after)
})

const refused: [title: string, before: object, update: object, message: RegExp][] = [
  ['inc a string', { a: '1' }, { $inc: { a: 1 } }, /Cannot apply \$inc to a value of non-numeric type/],
  ['inc null', { a: null }, { $inc: { a: 1 } }, /non-numeric type/],
  ['inc by a string', { a: 1 }, { $inc: { a: '1' } }, /Cannot increment with non-numeric argument/],
  ['mul an array', { a: [1] }, { $mul: { a: 2 } }, /non-numeric type/],
  ['push to a scalar', { a: 1 }, { $push: { a: 2 } }, /must be an array/],
  ['addToSet to an object', { a: {} }, { $addToSet: { a: 2 } }, /must be an array/],
  ['pull from a string', { a: 'x' }, { $pull: { a: 2 } }, /must be an array/],
  ['pop from null', { a: null }, { $pop: { a: 1 } }, /must be an array/],
  ['pop by two', { a: [1] }, { $pop: { a: 2 } }, /\$pop expects 1 or -1/],
  ['pullAll without a list', { a: [1] }, { $pullAll: { a: 1 } }, /requires an array/],
  ['set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element \{a: 1\}/],
  ['set through null', { a: null }, { $set: { 'a.b': 1 } }, /Cannot create field 'b'/],
  ['set a name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, /Cannot create field 'b'/],
  ['inc through a string', { a: 'x' }, { $inc: { 'a.b': 1 } }, /Cannot create field 'b'/],
  ['an unknown operator', { a: 1 }, { $put: { a: 1 } }, /Unknown modifier: \$put/],
  ['a field beside operators', { a: 1 }, { $set: { a: 2 }, b: 1 }, /operators only/],
  ['nothing at all', { a: 1 }, {}, /at least one element/],
  ['two on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, /would create a conflict at 'a'/],
  ['a path and one beneath', { a: {} }, { $set: { a: {} }, $inc: { 'a.b': 1 } }, /conflict at 'a'/],
  ['rename onto a path', { a: 1 }, { $rename: { a: 'b' }, $set: { b: 1 } }, /conflict at 'b'/],
  ['rename to itself', { a: 1 }, { $rename: { a: 'a' } }, /must differ/],
  ['a changed id', { a: 1 }, { $set: { _id: 'other' } }, /immutable field '_id'/],
  ['a removed id', { a: 1 }, { $unset: { _id: '' } }, /immutable field '_id'/],
  ['an empty path', { a: 1 }, { $set: { '': 1 } }, /empty update path/],
  ['an empty part', { a: 1 }, { $set: { 'a..b': 1 } }, /empty field name/],
  ['a positional path', { a: [1] }, { $set: { 'a.$': 1 } }, /positional operator .* not supported locally/],
  ['an operator as a value', { a: 1 }, { $set: { a: { $inc: 1 } } }, /not valid for storage/],
  ['an operator which is no object', { a: 1 }, { $set: 5 }, /Modifiers operate on fields/],
  ['a dotted name in a value', { a: 1 }, { $set: { a: { 'b.c': 1 } } }, /not valid for storage/],
  ['a wide leap in an array', { a: [] }, { $set: { 'a.9000000': 1 } }, /cannot backfill/],
  ['64 bits exceeded', { a: 9007199254740991 }, { $mul: { a: 9007199254740991 } }, /overflow/],
  ['an unknown push clause', { a: [] }, { $push: { a: { $each: [1], $top: 1 } } }, /Unrecognized clause/],
  ['bits of a double', { a: 1.5 }, { $bit: { a: { and: 1 } } }, /non-integral/],
]
test.each(refused)('refuses %s and changes nothing', async (_title, before, update, message) => {
  await db.collection('t').add([
    { _id: 'good', a: 1, n: 1 },
    { _id: 'bad', ...before, n: 2 },
  ])
  const call = db.collection('t').options(raw).where({ _id: 'bad' }).update(withoutId(update))
  const error = await errorOf(call)
  expect(error.message).toMatch(message)
  expect(error.code).toMatch(/^DATABASE_(REQUEST_FAILED|INVALID_OPERRATOR)$/)
  expect((await db.collection('t').doc('bad').get()).data).toEqual([{ _id: 'bad', ...before, n: 2 }])
})
const withoutId = (update: object): object => update

test('an update of many documents of which one refuses changes none', async () => {
  await db.collection('t').add([{ n: 1 }, { n: 'x' }, { n: 3 }])
  await errorOf(
    db
      .collection('t')
      .where({})
      .update({ n: db.command.inc(1) }),
  )
  const { data } = await db.collection('t').get()
  expect((data as { n: unknown }[]).map(({ n }) => n)).toEqual([1, 'x', 3])
})

test('what changes nothing does not count as updated', async () => {
  await db.collection('t').add({ _id: 'd', a: 1, b: [1], o: { x: 1 } })
  const document = db.collection('t').where({ _id: 'd' })
  const _ = db.command
  expect(await document.update({ a: 1, o: { x: 1 } })).toMatchObject({ updated: 0 })
  expect(await document.update({ a: _.inc(0), b: _.addToSet(1), z: _.remove() })).toMatchObject({
    updated: 0,
  })
  expect(await document.update({ a: 2 })).toMatchObject({ updated: 1 })
  expect(await db.collection('t').where({ _id: 'none' }).update({ a: 2 })).toMatchObject({ updated: 0 })
})

test('one or many', async () => {
  await db.collection('t').add([{ k: 1 }, { k: 1 }, { k: 2 }])
  const ones = db.collection('t').where({ k: 1 })
  expect(await ones.update({ seen: 1 })).toMatchObject({ updated: 2 })
  const single = db.collection('t').options({ multiple: false }).where({ k: 1 })
  expect(await single.update({ seen: 2 })).toMatchObject({ updated: 1 })
  expect(await single.remove()).toMatchObject({ deleted: 1 })
  expect(await ones.remove()).toMatchObject({ deleted: 1 })
  expect((await db.collection('t').count()).total).toBe(1)
})

test('set replaces a document or makes it', async () => {
  const document = db.collection('t').doc('d')
  expect(await document.set({ a: 1, b: 2 })).toMatchObject({ updated: 0, upsertedId: 'd' })
  expect(await document.set({ a: 3 })).toMatchObject({ updated: 1 })
  expect((await document.get()).data).toEqual([{ _id: 'd', a: 3 }])
  expect((await errorOf(document.set({ 'a.b': 1 }))).message).toMatch(/not valid for storage/)
  expect(await document.remove()).toMatchObject({ deleted: 1 })
  expect(await document.remove()).toMatchObject({ deleted: 0 })
  expect(await document.update({ a: 1 })).toMatchObject({ updated: 0 })
})

test('update and return the new document', async () => {
  await db.collection('t').add({ _id: 'd', n: 1, at: new Date(5) })
  const document = db.collection('t').where({ _id: 'd', n: db.command.lt(2) })
  expect(await document.updateAndReturn({ n: db.command.inc(1) })).toMatchObject({
    updated: 1,
    doc: { _id: 'd', n: 2, at: new Date(5) },
  })
  const missed = await document.updateAndReturn({ n: db.command.inc(1) })
  expect([missed.updated, missed.doc]).toEqual([0, null])
})

test('documents which cannot be stored are refused', async () => {
  const add = (doc: object): Promise<{ message: string }> => errorOf(db.collection('t').add(doc))
  expect((await add({ a: { $set: 1 } })).message).toMatch(/not valid for storage/)
  expect((await add({ _id: [1] })).message).toMatch(/type array/)
  expect((await add({ _id: 'x'.repeat(1100) })).message).toMatch(/key too large/)
  expect((await add({ a: 'x'.repeat(17 * 1024 * 1024) })).message).toMatch(/too large/)
  expect((await db.collection('t').count()).total).toBe(0)
})
