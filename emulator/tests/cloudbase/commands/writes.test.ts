import { createClock } from '../../../src/base/clock'
import { errorOf, startTestCloud } from '../sdk'
import { add, invalid, matching, noOperator, refused, startContract, type Refusal } from './contract'

const contract = startContract()
const plain = (): ReturnType<ReturnType<typeof contract.db>['collection']> =>
  contract.db().collection('plain')
const get = async (id: string | number): Promise<unknown> => (await plain().doc(id).get()).data
const total = async (): Promise<number> => (await plain().count()).total as number

beforeEach(() => contract.cloud().server.reset())

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/add
// What a field may be called: https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions
describe('add', () => {
  test('ids: made when missing, numbers and objects allowed, given ones kept', async () => {
    expect((await plain().add({ x: 1 })).id).toMatch(/^[0-9a-f]{32}$/)
    expect(await plain().add({ _id: 7 })).toMatchObject({ id: 7 })
    expect(await get(7)).toEqual([{ _id: 7 }])
    expect(await get('7')).toEqual([])
    expect(await plain().add([{ _id: 'a' }, { _id: 'b' }])).toMatchObject({ ids: ['a', 'b'] })
    expect(await plain().add({ _id: { x: 1 } })).toMatchObject({ id: { x: 1 } })
  })

  test('types come back as they went', async () => {
    const doc = {
      _id: 'v',
      int: 1,
      negative: -5,
      long: 9007199254740991,
      double: 0.1,
      huge: 1e300,
      nan: NaN,
      infinite: -Infinity,
      text: 'é中\u0000𝒳"\\',
      yes: true,
      nothing: null,
      date: new Date('2026-07-01T00:00:00.123Z'),
      before: new Date(-5),
      list: [1, [2, { a: null }], 'x', new Date(7)],
      object: { 'with space': { 中: 1 }, empty: {} },
      '': 'a name of no length',
    }
    await plain().add(doc)
    expect(await get('v')).toEqual([doc])
  })

  test('geography comes back as the SDK has it, -0 as 0, undefined is left out', async () => {
    const at = new (contract.db().Geo.Point)(113, 23)
    await plain().add({ _id: 'g', at, minus: -0, gone: undefined })
    expect(await get('g')).toEqual([{ _id: 'g', at, minus: 0 }])
  })

  test('an ObjectId is found again', async () => {
    const id = (): object => contract.db().ObjectId({ id: '5f0000000000000000000001' })
    await plain().add({ _id: 'o', ref: id() })
    expect((await plain().where({ ref: id() }).count()).total).toBe(1)
    expect((await plain().where({ ref: '5f0000000000000000000001' }).count()).total).toBe(0)
    const wrong = plain().where({ ref: contract.db().ObjectId({ id: 'x' }) })
    expect(await errorOf(wrong.get())).toMatchObject(matching(invalid(/cannot read \$oid/)))
  })

  // https://github.com/TencentCloudBase/node-sdk/blob/master/test/database/unit/oid.test.ts
  test('an ObjectId comes back as its digits, from wherever it is asked for', async () => {
    const hex = '5f0000000000000000000001'
    const id = (): object => contract.db().ObjectId({ id: hex })
    const literal = '{"$oid":"5f0000000000000000000002"}'
    const doc = { _id: hex, ref: hex, list: [{ deep: hex }], literal }
    expect(await plain().add({ _id: id(), ref: id(), list: [{ deep: id() }], literal })).toMatchObject({
      id: hex,
    })
    const found = plain().where({ _id: id() })
    expect((await found.get()).data).toEqual([doc])
    expect((await found.field({ ref: true }).get()).data).toEqual([{ _id: hex, ref: hex }])
    expect((await plain().aggregate().match({ ref: id() }).end()).data).toEqual([doc])
    const changed = { ...doc, n: 1 }
    expect((await found.updateAndReturn({ n: 1 })).doc).toEqual(changed)
  })

  const refusals: [document: unknown, refusal: Refusal][] = [
    [{ $a: 1 }, refused(/dollar \(\$\) prefixed field '\$a'/)],
    [{ a: [{ $set: 1 }] }, refused(/prefixed field '\$set' .* not valid for storage/)],
    [{ 'a.b': 1 }, refused(/dotted field 'a\.b' .* not valid for storage/)],
    [{ 'a\u0000b': 1 }, refused(/null character/)],
    [{ _id: [1] }, refused(/'_id' value cannot be of type array/)],
    [{ _id: /x/ }, refused(/'_id' value cannot be of type regex/)],
    [[], invalid(/no document to insert/)],
    ['text', invalid(/must be an object/)],
  ]
  test.each(refusals)('refuses %j', async (document, refusal) => {
    expect(await errorOf(plain().add(document as object))).toMatchObject(matching(refusal))
    expect(await total()).toBe(0)
  })

  // https://www.mongodb.com/docs/manual/reference/limits/
  test('16 MB, and 100 levels', async () => {
    const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) })
    const big = plain().add({ a: 'x'.repeat(17 * 1024 * 1024) })
    expect(await errorOf(big)).toMatchObject(matching(refused(/too large/)))
    // Less than 16 MB as text: a small number takes two characters there, and twelve bytes of BSON.
    const numbers = plain().add({ a: Array<number>(200_000).fill(1), b: 'x'.repeat(14 * 1024 * 1024) })
    expect(await errorOf(numbers)).toMatchObject(matching(refused(/too large/)))
    expect(await errorOf(plain().add(deep(101)))).toMatchObject(matching(invalid(/100 levels/)))
    await plain().add({ _id: 'deep', ...deep(98) })
    const deeper = plain()
      .doc('deep')
      .update({ [`${'a.'.repeat(99)}b`]: { c: 1 } })
    expect(await errorOf(deeper)).toMatchObject(matching(refused(/maximum nesting depth of 100/)))
    expect(await total()).toBe(1)
  })
})

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/update : doc().set()
describe('set', () => {
  test('replaces a document or makes it', async () => {
    const document = plain().doc('d')
    expect(await document.set({ a: 1, b: 2 })).toMatchObject({ updated: 0, upsertedId: 'd' })
    expect(await document.set({ a: 3 })).toMatchObject({ updated: 1 })
    expect(await document.set({ a: 3 })).toMatchObject({ updated: 0 })
    expect(await get('d')).toEqual([{ _id: 'd', a: 3 }])
  })
  test('takes no commands, no _id and no paths', async () => {
    const set = (data: object): Promise<unknown> => errorOf(plain().doc('d').set(data))
    expect(await set({ a: contract.db().command.inc(1) })).toMatchObject(matching(refused(/update operator/)))
    expect(await set({ _id: 'd' })).toMatchObject({ code: 'INVALID_PARAM' })
    expect(await set({ 'a.b': 1 })).toMatchObject(matching(refused(/not valid for storage/)))
    expect(await total()).toBe(0)
  })
})

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/update and …/remove
describe('one or many', () => {
  beforeEach(() => add('plain', { p: { k: 1 }, q: { k: 1 }, r: { k: 2 } }))

  test('where changes all, multiple: false the first, doc its own', async () => {
    const ones = plain().where({ k: 1 })
    expect(await ones.update({ seen: 1 })).toMatchObject({ updated: 2 })
    const single = plain().options({ multiple: false }).where({ k: 1 })
    expect(await single.update({ seen: 2 })).toMatchObject({ updated: 1 })
    expect(await single.remove()).toMatchObject({ deleted: 1 })
    expect(await ones.remove()).toMatchObject({ deleted: 1 })
    expect(await plain().doc('r').update({ seen: 1 })).toMatchObject({ updated: 1 })
    expect(await plain().doc('none').update({ seen: 1 })).toMatchObject({ updated: 0 })
    expect(await plain().doc('r').remove()).toMatchObject({ deleted: 1 })
    expect(await plain().doc('r').remove()).toMatchObject({ deleted: 0 })
    expect(await total()).toBe(0)
  })

  // Each document is written by itself: https://www.mongodb.com/docs/manual/core/write-operations-atomicity/
  test('what was changed before a document which refuses stays changed', async () => {
    await plain().doc('q').update({ k: 'x' })
    const call = plain()
      .where({})
      .update({ k: contract.db().command.inc(10) })
    expect(await errorOf(call)).toMatchObject(matching(refused(/\{_id: "q"\} has the field 'k'/)))
    const { data } = await plain().get()
    expect((data as { k: unknown }[]).map(({ k }) => k)).toEqual([11, 'x', 2])
  })

  test('an update is checked even where no document matches', async () => {
    const none = (): ReturnType<typeof plain> => plain().options({ raw: true } as object)
    const call = (update: object): Promise<unknown> => errorOf(none().where({ k: 99 }).update(update))
    expect(await call({ $inc: { k: 'x' } })).toMatchObject(matching(refused(/non-numeric argument/)))
    expect(await call({ $nope: { k: 1 } })).toMatchObject(matching(noOperator(/Unknown modifier/)))
    expect(await call({ $push: { k: { $each: 1 } } })).toMatchObject(matching(refused(/must be an array/)))
    expect(await call({ $pull: { k: { $gt: /x/, $nope: 1 } } })).toMatchObject({ code: expect.any(String) })
  })

  test('new fields appear in the order of their names', async () => {
    await plain().doc('p').update({ z: 1, 'm.b': 1, 'm.a': 1, c: 1 })
    const [document] = (await get('p')) as [{ m: object }]
    expect(Object.keys(document)).toEqual(['_id', 'k', 'c', 'm', 'z'])
    expect(Object.keys(document.m)).toEqual(['a', 'b'])
  })
})

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/update : updateAndReturn
test('updateAndReturn gives the new document, of the first which matches', async () => {
  await add('plain', { d: { n: 1, at: new Date(5), list: [1, 2] } })
  const { command: _ } = contract.db()
  const document = plain().where({ _id: 'd', n: _.lt(2), list: 2 })
  expect(await document.updateAndReturn({ n: _.inc(1), 'list.$': 7 })).toMatchObject({
    updated: 1,
    doc: { _id: 'd', n: 2, at: new Date(5), list: [1, 7] },
  })
  const missed = await document.updateAndReturn({ n: _.inc(1) })
  expect([missed.updated, missed.doc]).toEqual([0, null])
  const wrong = plain()
    .where({ _id: 'd' })
    .updateAndReturn({ at: _.inc(1) })
  expect(await errorOf(wrong)).toMatchObject(matching(refused(/non-numeric type date/)))
})

// https://docs.cloudbase.net/en/database/server-date
test('the server date is the time of the shop, in documents, updates and queries', async () => {
  const clock = createClock(0, 1_795_000_000_000)
  const cloud = await startTestCloud({ clock, indexes: [{ collection: 't', indexes: [] }] })
  const t = cloud.db.collection('t')
  const { serverDate, command: _ } = cloud.db
  await t.add({ _id: 'x', at: serverDate(), list: [{ at: serverDate({ offset: -1000 }) }] })
  await t.doc('x').update({ later: serverDate({ offset: 60_000 }) })
  const [doc] = (await t.get()).data as { at: Date; later: Date; list: { at: Date }[] }[]
  for (const [date, offset] of [
    [doc!.at, 0],
    [doc!.later, 60_000],
    [doc!.list[0]!.at, -1000],
  ] as const) {
    expect(date.getTime()).toBe(clock.now() + offset)
  }
  expect((await t.where({ later: _.gt(serverDate()) }).count()).total).toBe(1)
  expect((await t.where({ at: _.gt(serverDate({ offset: 1 })) }).count()).total).toBe(0)
  await cloud.close()
})
