import fc from 'fast-check'
import { Query } from 'mingo'
import { collection, index } from './specs'
import { startTestCloud, type Database, type TestCloud } from './sdk'

/**
 * Whatever index serves it, a query finds what a scan finds, in the same order. Two collections hold the same
 * documents, one of them without indexes; a share of the queries is also put to mingo, which is not ours.
 */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [
      collection('plain'),
      collection(
        'indexed',
        index('a', false, 'a'),
        index('b_desc', false, '-b'),
        index('a_b', false, 'a', '-b'),
        index('b_c_a', false, 'b', 'c.d', 'a'),
        index('cd', false, 'c.d'),
      ),
    ],
  })
  db = cloud.db
})
afterAll(() => cloud.close())

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', '中', 'a\u0000') },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 1.5, -0.5, 1e18, Infinity) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(1), new Date(-1)) },
)
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom({}, { x: 1 }, { x: 1, y: 2 }, [[1], 2], [{ d: 1 }]) },
)
const inner = fc.record({ d: value }, { requiredKeys: [], noNullPrototype: true })
const doc = fc
  .record(
    {
      a: value,
      b: scalar,
      c: fc.oneof(inner, inner, fc.array(fc.oneof(inner, scalar), { maxLength: 3 }), scalar),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  // Two arrays in one index are refused.
  .filter(
    ({ a, c }) => !Array.isArray(a) || !(Array.isArray(c) || Array.isArray((c as { d?: unknown } | null)?.d)),
  )

const path = fc.constantFrom('a', 'b', 'c.d', 'c')
const condition = fc.oneof(
  { weight: 4, arbitrary: scalar.map((wanted): object => ({ $eq: wanted })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar)
      .map(([operator, wanted]): object => ({ [operator]: wanted })),
  },
  { weight: 2, arbitrary: fc.tuple(scalar, scalar).map(([low, high]): object => ({ $gte: low, $lt: high })) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }).map((list): object => ({ $in: list })) },
  { weight: 1, arbitrary: value.map((wanted): object => ({ $eq: wanted })) },
  { weight: 1, arbitrary: scalar.map((wanted): object => ({ $ne: wanted })) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }).map((list): object => ({ $all: list })) },
  { weight: 1, arbitrary: fc.boolean().map((wanted): object => ({ $exists: wanted })) },
  { weight: 1, arbitrary: fc.nat(2).map((size): object => ({ $size: size })) },
  { weight: 1, arbitrary: scalar.map((wanted): object => ({ $not: { $gt: wanted } })) },
  { weight: 1, arbitrary: scalar.map((wanted): object => ({ $elemMatch: { $gte: wanted } })) },
)
const clause = fc.tuple(path, condition).map(([at, wanted]): object => ({ [at]: wanted }))
const query = fc.oneof(
  { weight: 3, arbitrary: clause },
  {
    weight: 4,
    arbitrary: fc.array(clause, { minLength: 2, maxLength: 3 }).map((all): object => ({ $and: all })),
  },
  {
    weight: 2,
    arbitrary: fc.array(clause, { minLength: 1, maxLength: 3 }).map((any): object => ({ $or: any })),
  },
  { weight: 1, arbitrary: clause.map((one): object => ({ $nor: [one] })) },
)
const search = fc.record({
  query,
  order: fc.array(fc.tuple(path, fc.constantFrom('asc' as const, 'desc' as const)), { maxLength: 2 }),
  limit: fc.option(fc.integer({ min: 1, max: 6 })),
  skip: fc.nat(2),
})
type Search = typeof search extends fc.Arbitrary<infer T> ? T : never
type Found = { _id: number }[]

async function find(name: string, { query: wanted, order, limit, skip }: Search): Promise<Found> {
  let call = db
    .collection(name)
    .options({ raw: true } as object)
    .where(wanted)
  for (const [at, direction] of order) call = call.orderBy(at, direction)
  if (order.length > 0) call = call.orderBy('_id', 'asc').skip(skip)
  if (order.length > 0 && limit !== null) call = call.limit(limit)
  return (await call.get()).data as Found
}

const ids = (found: Found, inOrder: boolean): number[] => {
  const all = found.map(({ _id }) => _id)
  return inOrder ? all : all.sort((a, b) => a - b)
}

test('an index finds what a scan finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(doc, { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(19), doc), { maxLength: 4 }),
      fc.array(search, { minLength: 4, maxLength: 8 }),
      async (docs, changes, searches) => {
        cloud.server.reset()
        for (const name of ['plain', 'indexed']) {
          await db.collection(name).add(docs.map((fields, i) => ({ _id: i + 1, ...fields })))
          for (const [at, fields] of changes) {
            if (at < docs.length)
              await db
                .collection(name)
                .doc(at + 1)
                .set(fields)
            else
              await db
                .collection(name)
                .doc(at - docs.length + 1)
                .remove()
          }
        }
        for (const one of searches) {
          const inOrder = one.order.length > 0
          const scanned = ids(await find('plain', one), inOrder)
          expect(ids(await find('indexed', one), inOrder)).toEqual(scanned)
          const whole = db
            .collection('indexed')
            .options({ raw: true } as object)
            .where(one.query)
          const unlimited = await find('plain', { ...one, order: [] })
          expect((await whole.count()).total).toBe(unlimited.length)
        }
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('plain comparisons find what mingo finds', async () => {
  const simple = fc.tuple(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'),
    fc.oneof(fc.integer({ min: -3, max: 4 }), fc.constantFrom('a', 'ab', 'b')),
  )
  const flat = fc.record(
    { a: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), b: scalar },
    { requiredKeys: [], noNullPrototype: true },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(flat, { minLength: 1, maxLength: 15 }),
      fc.array(simple, { minLength: 5, maxLength: 5 }),
      async (docs, comparisons) => {
        cloud.server.reset()
        const stored = docs.map((fields, _id) => ({ _id, ...fields }))
        await db.collection('indexed').add(stored)
        for (const [at, operator, wanted] of comparisons) {
          const one = { query: { [at]: { [operator]: wanted } }, order: [], limit: null, skip: 0 }
          const expected = new Query(one.query).find<{ _id: number }>(stored).all()
          expect(ids(await find('indexed', one), false)).toEqual(ids(expected, false))
        }
      },
    ),
    { numRuns: 60 },
  )
})
