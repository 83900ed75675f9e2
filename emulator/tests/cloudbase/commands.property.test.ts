import fc from 'fast-check'
import { Refused, matches, projected, sorted, type Sort } from './reference/find'
import { updated } from './reference/update'
import type { Fields } from './reference/values'
import { startTestCloud, type Database, type TestCloud } from './sdk'
import { collection, index } from './specs'

/**
 * Random documents and updates, then random queries, sorts, pages and projections over an indexed collection:
 * all as a plain evaluation of the manual says, refusals included. `planner.property.test.ts` compares indexes
 * with scans and with mingo.
 */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [collection('t', index('a', false, 'a'), index('b', false, '-b'), index('c_d', false, 'c.d'))],
  })
  db = cloud.db
})
afterAll(() => cloud.close())

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>('', 'a', 'ab', '中', null, true, 1.5) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(new Date(0), new Date(1), false) },
)
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>({ d: 1 }, { d: 1, e: 2 }, [[1], 2], [{ d: 1 }, { d: [2] }]),
  },
)
const inner = fc.record({ d: value, e: scalar }, { requiredKeys: [], noNullPrototype: true })
const doc = fc.record(
  { a: value, b: scalar, c: fc.oneof(inner, fc.array(fc.oneof(inner, scalar), { maxLength: 3 }), scalar) },
  { requiredKeys: [], noNullPrototype: true },
)

const readPath = fc.constantFrom('a', 'b', 'c', 'c.d', 'c.e', 'a.0', 'c.0', 'c.1.d', 'c.d.0')
const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), value)
    .map(([operator, wanted]) => ({ [operator]: wanted })),
  fc
    .tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(scalar, { maxLength: 3 }))
    .map(([operator, list]) => ({ [operator]: list })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
  fc.nat(2).map((size) => ({ $size: size })),
  fc.tuple(fc.constantFrom(2, 3, -2), fc.constantFrom(0, 1, -1)).map((mod) => ({ $mod: mod })),
  scalar.map((wanted) => ({ $not: { $gt: wanted } })),
)
const clause = fc.tuple(readPath, condition).map(([path, wanted]): Fields => ({ [path]: wanted }))
const query = fc.oneof(
  { weight: 4, arbitrary: clause },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(clause, { minLength: 1, maxLength: 3 }))
      .map(([logic, clauses]): Fields => ({ [logic]: clauses })),
  },
  { weight: 1, arbitrary: fc.constant<Fields>({}) },
)
const search = fc.record({
  query,
  order: fc.uniqueArray(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'c.d', 'c.e'), fc.constantFrom<1 | -1>(1, -1)),
    {
      maxLength: 2,
      selector: ([path]) => path,
    },
  ),
  skip: fc.nat(2),
  limit: fc.integer({ min: 1, max: 20 }),
  projection: fc.option(
    fc.tuple(fc.constantFrom<string[]>(['a'], ['b', 'c.d'], ['c.d', 'c.e'], ['c', 'a']), fc.boolean()),
  ),
})

const writePath = fc.constantFrom(
  'a',
  'b',
  'c',
  'c.d',
  'c.e',
  'a.0',
  'a.4',
  'c.0',
  'c.1.d',
  'c.d.1',
  'n',
  'n.m',
)
const small = fc.integer({ min: -3, max: 4 })
const push = fc.record(
  {
    $each: fc.array(scalar, { maxLength: 2 }),
    $position: small,
    $slice: small,
    $sort: fc.constantFrom(1, -1),
  },
  { requiredKeys: ['$each'], noNullPrototype: true },
)
const operand: Record<string, fc.Arbitrary<unknown>> = {
  $set: value,
  $unset: fc.constant(''),
  $inc: small,
  $mul: fc.constantFrom(2, -1, 0.5),
  $min: scalar,
  $max: scalar,
  $rename: writePath,
  $push: push,
  $addToSet: fc.array(scalar, { maxLength: 2 }).map((list) => ({ $each: list })),
  $pop: fc.constantFrom(1, -1),
  $pull: fc.oneof(
    scalar,
    scalar.map((wanted) => ({ $gte: wanted })),
  ),
  $pullAll: fc.array(scalar, { maxLength: 2 }),
}
const step = fc
  .constantFrom(...Object.keys(operand))
  .chain((operator) => fc.tuple(fc.constant(operator), writePath, operand[operator]!))
const update = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => {
  const all: Record<string, Fields> = {}
  for (const [operator, path, argument] of steps) (all[operator] ??= {})[path] = argument
  return all
})

/** What a call gives, or that it was refused. */
async function outcome<T>(run: () => T | Promise<T>): Promise<T | 'refused'> {
  try {
    return await run()
  } catch (error) {
    const { code } = error as { code?: string }
    if (error instanceof Refused || code === 'DATABASE_REQUEST_FAILED') return 'refused'
    throw error
  }
}

async function find({ query: wanted, order, skip, limit, projection }: Searched): Promise<unknown> {
  let call = db
    .collection('t')
    .options({ raw: true } as object)
    .where(wanted)
  for (const [path, direction] of order) call = call.orderBy(path, direction > 0 ? 'asc' : 'desc')
  call = call.orderBy('_id', 'asc').skip(skip).limit(limit)
  if (projection) call = call.field(Object.fromEntries(projection[0].map((path) => [path, projection[1]])))
  return (await call.get()).data
}
type Searched = typeof search extends fc.Arbitrary<infer T> ? T : never

function expected(
  docs: readonly Fields[],
  { query: wanted, order, skip, limit, projection }: Searched,
): unknown {
  const full: Sort = [...order, ['_id', 1]]
  const page = sorted(docs.filter((one) => matches(one, wanted)), full).slice(skip, skip + limit) // prettier-ignore
  return projection ? page.map((one) => projected(one, projection[0], projection[1])) : page
}

test('updates and queries are what the manual says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(doc, { minLength: 1, maxLength: 10 }),
      fc.array(fc.tuple(fc.nat(9), update), { maxLength: 8 }),
      fc.array(search, { minLength: 3, maxLength: 6 }),
      async (docs, changes, searches) => {
        cloud.server.reset()
        const model: Fields[] = docs.map((fields, _id) => ({ _id, ...fields }))
        await db.collection('t').add(model)
        for (const [at, change] of changes) {
          const _id = at % model.length
          const target = db
            .collection('t')
            .options({ raw: true } as object)
            .where({ _id })
          const wanted = await outcome(() => updated(model[_id]!, change))
          const answer = await outcome(async () => (await target.update(change)).updated)
          expect([change, answer === 'refused']).toEqual([change, wanted === 'refused'])
          if (wanted !== 'refused') model[_id] = wanted
          expect([change, (await db.collection('t').doc(_id).get()).data]).toEqual([change, [model[_id]]])
        }
        for (const one of searches) {
          const wanted = await outcome(() => expected(model, one))
          expect([one, await outcome(() => find(one))]).toEqual([one, wanted])
        }
      },
    ),
    { numRuns: 100 },
  )
}, 240_000)
