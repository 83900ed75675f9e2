import fc from 'fast-check'
import { Aggregator } from 'mingo'
import { aggregateRaw } from './aggregation/run'
import { runReference, type Stage } from './reference/pipeline'
import { startTestCloud, type Database, type TestCloud } from './sdk'
import { collection, index } from './specs'

/**
 * Random documents, random pipelines: what the engine answers, from its indexes, in SQL or in memory, is what an
 * evaluation as plain as the manual answers; and for documents without anything odd also what mingo answers.
 */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [
      collection('plain'),
      collection(
        'indexed',
        index('b', false, 'b'),
        index('s_b', false, 's', '-b'),
        index('c_d', false, 'c.d'),
      ),
      collection('others', index('k', false, 'k')),
    ],
  })
  db = cloud.db
})
afterAll(() => cloud.close())

type Fields = Record<string, unknown>

const number = fc.constantFrom(-3, -1.5, 0, 0.25, 1, 2, 2.5, 7)
const text = fc.constantFrom('', 'a', 'ab', 'b', '中', '"', "a'b", 'a\u0000')
const odd = fc.constantFrom<unknown>(
  null,
  true,
  false,
  1e18,
  2 ** 53,
  Infinity,
  new Date(0),
  new Date(-1),
  {},
  { d: 1 },
  { d: 1, e: 2 },
  { e: 2, d: 1 },
)
const scalar = fc.oneof(
  { weight: 5, arbitrary: number },
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: odd },
)
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([[1], 2], [{ d: 1 }, { d: 2 }], [{ e: 1 }]) },
)
const inner = fc.record({ d: value, e: scalar }, { requiredKeys: [], noNullPrototype: true })
/** `b` and `s` are never arrays, so that there is one order by them. */
const oddDoc = fc.record(
  { a: value, b: scalar, s: scalar, c: fc.oneof(inner, value) },
  { requiredKeys: [], noNullPrototype: true },
)
const plainDoc = fc.record(
  {
    a: fc.array(number, { minLength: 1, maxLength: 3 }),
    b: number,
    s: text,
    c: fc.record({ d: number }, { noNullPrototype: true }),
  },
  { noNullPrototype: true },
)

/** What the pipelines of one test are made of. */
interface Grammar {
  readonly paths: fc.Arbitrary<string>
  readonly wanted: fc.Arbitrary<unknown>
  /** Beyond paths: operators; and what mingo does otherwise: `$count` of nothing, joins by arrays, missing keys. */
  readonly odd: boolean
}

const PLAIN: Grammar = {
  // Not `a`: mingo orders arrays and groups by them in its own way.
  paths: fc.constantFrom('b', 's', 'c.d'),
  wanted: fc.oneof(number, text),
  odd: false,
}
const ODD: Grammar = {
  paths: fc.constantFrom('a', 'b', 's', 'c', 'c.d', 'c.e', 'x'),
  // The SDK cannot send Infinity in a query.
  wanted: scalar.filter((one) => one !== Infinity),
  odd: true,
}

const match = ({ paths, wanted }: Grammar): fc.Arbitrary<Stage> =>
  fc
    .tuple(paths, fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), wanted)
    .map(([at, operator, one]) => ({ $match: { [at]: { [operator]: one } } }))

function expression({ paths, odd: withOperators }: Grammar): fc.Arbitrary<unknown> {
  const path = paths.map((name) => `$${name}`)
  if (!withOperators) return path
  return fc.oneof(
    { weight: 4, arbitrary: path },
    { weight: 1, arbitrary: fc.tuple(path, scalar).map(([a, b]) => ({ $ifNull: [a, b] })) },
    { weight: 1, arbitrary: fc.tuple(path, path).map(([a, b]) => ({ $cond: [{ $gt: [a, b] }, a, 'less'] })) },
    { weight: 1, arbitrary: fc.tuple(path, path).map(([a, b]) => ({ $eq: [a, b] })) },
  )
}

const sort = fc
  .tuple(
    fc.constantFrom('b', 's'),
    fc.constantFrom(1, -1),
    fc.nat(3),
    fc.option(fc.integer({ min: 1, max: 8 })),
  )
  .map(([by, direction, skip, limit]): Stage[] => [
    { $sort: { [by]: direction, _id: 1 } },
    ...(skip > 0 ? [{ $skip: skip }] : []),
    ...(limit === null ? [] : [{ $limit: limit }]),
  ])

function group(grammar: Grammar, ordered: boolean): fc.Arbitrary<Stage> {
  const one = expression(grammar)
  const key = fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([k, l]) => ({ k, l })) },
  )
  const operator = fc.constantFrom(
    ...['$sum', '$avg', '$min', '$max'],
    ...(ordered ? ['$push', '$first', '$last'] : []),
  )
  const columns = fc.array(
    fc.tuple(operator, one).map(([name, argument]) => ({ [name]: argument })),
    { maxLength: 3 },
  )
  return fc.tuple(key, columns).map(([_id, list]) => ({
    $group: { _id, n: { $sum: 1 }, ...Object.fromEntries(list.map((column, i) => [`v${i}`, column])) },
  }))
}

function change(grammar: Grammar): fc.Arbitrary<Stage> {
  const one = expression(grammar)
  return fc.oneof(
    fc
      .boolean()
      .map((preserve): Stage => ({ $unwind: { path: '$a', preserveNullAndEmptyArrays: preserve } })),
    fc
      .constantFrom(...(grammar.odd ? ['a', 'b', 'c.d', 'x'] : ['b']))
      .map((localField): Stage => ({ $lookup: { from: 'others', localField, foreignField: 'k', as: 'l' } })),
    one.map((f): Stage => ({ $addFields: { f } })),
    fc
      .tuple(one, fc.subarray(['a', 'b', 's', 'c'], { minLength: grammar.odd ? 0 : 4 }))
      .map(([f, kept]): Stage => ({ $project: { f, ...Object.fromEntries(kept.map((name) => [name, 1])) } })),
  )
}

/** What is served in SQL as a whole. */
const pushedDown = (grammar: Grammar): fc.Arbitrary<Stage[]> =>
  fc.tuple(fc.array(match(grammar), { maxLength: 1 }), group(grammar, false)).map((parts) => parts.flat())

/** Matches, then perhaps an order and a page, then changes, then perhaps groups: nothing hangs on unpromised order. */
const pipeline = (grammar: Grammar): fc.Arbitrary<Stage[]> =>
  fc.boolean().chain((ordered) =>
    fc
      .tuple(
        fc.array(match(grammar), { maxLength: 2 }),
        ordered ? sort : fc.constant<Stage[]>([]),
        // A change makes fields odd: one may then be missing.
        fc.array(change(grammar), { maxLength: grammar.odd ? 2 : 1 }),
        fc.oneof(
          fc.constant<Stage[]>([]),
          ...(grammar.odd ? [fc.constant<Stage[]>([{ $count: 'n' }])] : []),
          group(grammar, ordered).map((stage) => [stage]),
        ),
      )
      .map((parts) => parts.flat()),
  )

/** Field order apart, since a test's own maps need not keep it, and in an order of their own. */
const keyOf = (one: unknown): string =>
  JSON.stringify(one, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? { fields: Object.entries(part).sort() }
      : part === Infinity
        ? 'Infinity'
        : part,
  )
const sorted = (list: readonly unknown[]): unknown[] =>
  [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
/** Neither documents nor what a `$lookup` joins to one come in a promised order: an index has another than a scan. */
const inOrder = (docs: readonly unknown[]): unknown[] =>
  sorted(
    (docs as readonly Fields[]).map((doc) =>
      Array.isArray(doc['l']) ? { ...doc, l: sorted(doc['l'] as unknown[]) } : doc,
    ),
  )

async function answers(name: string, stages: readonly Stage[]): Promise<unknown[]> {
  return inOrder(await aggregateRaw(db, name, [...stages, { $limit: 1000 }]))
}

test('odd documents: the engine answers what the plain evaluation answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(oddDoc, { minLength: 1, maxLength: 15 }),
      fc.array(value, { maxLength: 5 }),
      fc.array(fc.oneof(pipeline(ODD), pushedDown(ODD)), { minLength: 5, maxLength: 10 }),
      async (docs, keys, pipelines) => {
        cloud.server.reset()
        const stored = docs.map((doc, i): Fields => ({ _id: i + 1, ...doc }))
        const others = keys.map((k, i): Fields => ({ _id: i + 1, k }))
        if (others.length > 0) await db.collection('others').add(others)
        for (const name of ['plain', 'indexed']) await db.collection(name).add(stored)
        for (const one of pipelines) {
          const expected = inOrder(runReference(stored, one, others))
          expect(await answers('plain', one)).toEqual(expected)
          expect(await answers('indexed', one)).toEqual(expected)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('plain documents: the engine answers what mingo answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plainDoc, { minLength: 1, maxLength: 15 }),
      fc.array(number, { maxLength: 5 }),
      fc.array(fc.oneof(pipeline(PLAIN), pushedDown(PLAIN)), { minLength: 5, maxLength: 10 }),
      async (docs, keys, pipelines) => {
        cloud.server.reset()
        const stored = docs.map((doc, i): Fields => ({ _id: i + 1, ...doc }))
        const others = keys.map((k, i): Fields => ({ _id: i + 1, k }))
        if (others.length > 0) await db.collection('others').add(others)
        await db.collection('indexed').add(stored)
        for (const one of pipelines) {
          const mingo = new Aggregator(one, { collectionResolver: () => structuredClone(others) })
          expect(await answers('indexed', one)).toEqual(inOrder(mingo.run(structuredClone(stored))))
        }
      },
    ),
    { numRuns: 40 },
  )
})
