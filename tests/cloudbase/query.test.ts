import { startTestCloud, type Database, type TestCloud } from './sdk'

/**
 * Queries through the SDK's commands. What each matches follows
 * https://docs.cloudbase.net/en/api-reference/webv3-next/database/command and, for what the commands mean on
 * arrays, nulls and mixed types, https://www.mongodb.com/docs/manual/reference/operator/query/.
 */
let cloud: TestCloud
let db: Database

const docs = [
  { _id: 'a', n: 1, s: 'alpha', tags: ['x', 'y'], nested: { k: 1, deep: { z: 1 } }, at: new Date(1000) },
  { _id: 'b', n: 5, s: 'beta', tags: ['y'], nested: { k: 2 }, at: new Date(2000), flag: true },
  { _id: 'c', n: 10, s: 'Gamma', tags: [], nested: { k: null }, at: new Date(3000), flag: false },
  {
    _id: 'd',
    n: null,
    s: '中文',
    lines: [
      { sku: 'p', q: 1 },
      { sku: 'q', q: 5 },
    ],
  },
  { _id: 'e', lines: [{ sku: 'p', q: 5 }], n: [1, 7], tags: 'x' },
  { _id: 'f', n: 2.5, lines: [3, [4]], nested: 'scalar' },
]

beforeAll(async () => {
  cloud = await startTestCloud({ indexes: [{ collection: 't', indexes: [] }] })
  db = cloud.db
  await db.collection('t').add(docs)
})
afterAll(() => cloud.close())

type Command = Database['command']
/** The SDK's types declare `mod` without its parameters. */
const mod = (_: Command, ...numbers: number[]): unknown =>
  (_.mod as (...numbers: number[]) => unknown)(...numbers)
type Query = (_: Command, db: Database) => object

async function ids(query: object): Promise<string> {
  const { data } = await db.collection('t').where(query).get()
  return (data as { _id: string }[]).map(({ _id }) => _id).join('')
}

const cases: [family: string, table: [query: Query, expected: string][]][] = [
  [
    'comparison',
    [
      [(_) => ({ n: 1 }), 'ae'],
      [(_) => ({ n: _.eq(5) }), 'b'],
      [(_) => ({ n: _.neq(1) }), 'bcdf'],
      [(_) => ({ n: _.gt(5) }), 'ce'],
      [(_) => ({ n: _.gte(5) }), 'bce'],
      [(_) => ({ n: _.lt(2.5) }), 'ae'],
      [(_) => ({ n: _.lte(2.5) }), 'aef'],
      [(_) => ({ n: _.gt(1).lt(6) }), 'bef'],
      [(_) => ({ n: _.in([1, 10]) }), 'ace'],
      [(_) => ({ n: _.in([]) }), ''],
      [(_) => ({ n: _.nin([1, null]) }), 'bcf'],
      [(_) => ({ n: null }), 'd'],
      [(_) => ({ flag: null }), 'adef'],
      [(_) => ({ flag: _.eq(false) }), 'c'],
      [(_) => ({ n: _.gt('') }), ''],
      [(_) => ({ s: _.gte('b') }), 'bd'],
      [(_) => ({ at: _.gt(new Date(1500)) }), 'bc'],
      [(_) => ({ at: new Date(1000) }), 'a'],
      [(_) => ({ _id: _.in(['f', 'a', 'zz']) }), 'af'],
      [(_) => ({ _id: _.gt('c').lte('e') }), 'de'],
    ],
  ],
  [
    'nested paths',
    [
      [() => ({ nested: { k: 1 } }), 'a'],
      [() => ({ 'nested.deep.z': 1 }), 'a'],
      [(_) => ({ nested: _.eq({ k: 2 }) }), 'b'],
      [(_) => ({ nested: _.eq({ k: 1 }) }), ''],
      [() => ({ 'nested.k': null }), 'cdef'],
      [() => ({ 'lines.sku': 'p' }), 'de'],
      [() => ({ 'lines.0.sku': 'p' }), 'de'],
      [() => ({ 'lines.1.q': 5 }), 'd'],
      [() => ({ 'lines.0': 3 }), 'f'],
      [(_) => ({ 'lines.q': _.gt(4), 'lines.sku': 'q' }), 'd'],
    ],
  ],
  [
    'logic',
    [
      [(_) => _.or([{ n: 1 }, { s: 'beta' }]), 'abe'],
      [(_) => _.and([{ n: _.gt(0) }, { s: _.exists(true) }]), 'abc'],
      [(_) => _.nor([{ n: 1 }, { s: 'beta' }]), 'cdf'],
      [(_) => ({ n: _.not(_.gt(2)) }), 'ad'],
      [(_) => ({ n: _.or(_.lt(2), _.gt(9)) }), 'ace'],
      [(_) => ({ n: _.and(_.gt(2), _.lt(9)) }), 'bef'],
      [(_) => ({ s: _.not(/a$/) }), 'def'],
    ],
  ],
  [
    'fields and types',
    [
      [(_) => ({ flag: _.exists(true) }), 'bc'],
      [(_) => ({ flag: _.exists(false) }), 'adef'],
      [(_) => ({ n: _.exists(true) }), 'abcdef'],
      [(_) => ({ n: mod(_, 5, 0) }), 'bc'],
      [(_) => ({ n: mod(_, 2, 1) }), 'abe'],
      [() => ({ s: /^[a-z]/ }), 'ab'],
      [() => ({ s: /^g/i }), 'c'],
      [(_, database) => ({ s: database.RegExp({ regexp: '中', options: '' }) }), 'd'],
      [(_) => _.expr({ $gt: ['$n', 4] }) as object, 'bce'],
      [(_) => _.expr({ $eq: ['$nested.k', 2] }) as object, 'b'],
    ],
  ],
  [
    'arrays',
    [
      [() => ({ tags: 'y' }), 'ab'],
      [(_) => ({ tags: _.all(['x', 'y']) }), 'a'],
      [(_) => ({ tags: _.size(1) }), 'b'],
      [(_) => ({ tags: _.size(0) }), 'c'],
      [() => ({ tags: ['x', 'y'] }), 'a'],
      [() => ({ tags: [] }), 'c'],
      [(_) => ({ lines: _.elemMatch({ sku: 'p', q: _.gt(4) }) }), 'e'],
      [(_) => ({ lines: _.elemMatch(_.eq(3)) }), 'f'],
      [(_) => ({ n: _.elemMatch(_.gt(5)) }), 'e'],
      [(_) => ({ lines: _.elemMatch({ sku: 'zz' }) }), ''],
      [(_) => ({ tags: _.in(['x']) }), 'ae'],
      [(_) => ({ tags: _.neq('x') }), 'bcdf'],
    ],
  ],
]

describe.each(cases)('%s', (_family, table) => {
  test.each(table.map(([query, expected]) => [query.toString(), query, expected] as const))(
    '%s',
    async (_title, query, expected) => {
      expect(await ids(query(db.command, db))).toBe(expected)
      expect(await db.collection('t').where(query(db.command, db)).count()).toMatchObject({
        total: expected.length,
      })
    },
  )
})

describe('order, pages and projection', () => {
  const orders: [field: string, direction: 'asc' | 'desc', expected: string][] = [
    // Missing and null first, then numbers by value; an array by its least or greatest element.
    ['n', 'asc', 'daefbc'],
    ['n', 'desc', 'cebfad'],
    ['s', 'asc', 'efcabd'],
    ['nested.k', 'desc', 'bacdef'],
    ['tags', 'asc', 'cdfaeb'],
  ]
  test.each(orders)('order by %s %s', async (field, direction, expected) => {
    const { data } = await db.collection('t').orderBy(field, direction).get()
    expect((data as { _id: string }[]).map(({ _id }) => _id).join('')).toBe(expected)
  })

  test('skip, limit and several orders', async () => {
    const { data } = await db
      .collection('t')
      .orderBy('flag', 'desc')
      .orderBy('_id', 'desc')
      .skip(1)
      .limit(3)
      .get()
    expect((data as { _id: string }[]).map(({ _id }) => _id)).toEqual(['c', 'f', 'e'])
  })

  test('100 documents by default and 1000 at most', async () => {
    await db.createCollection('many')
    await db.collection('many').add(Array.from({ length: 1100 }, (_, i) => ({ i })))
    expect((await db.collection('many').get()).data).toHaveLength(100)
    expect((await db.collection('many').limit(5000).get()).data).toHaveLength(1000)
  })

  const _ = (): Command['project'] => db.command.project
  const projections: [title: string, field: () => object, expected: object][] = [
    ['fields in', () => ({ n: true, 'nested.k': 1 }), { _id: 'a', n: 1, nested: { k: 1 } }],
    ['without the id', () => ({ _id: false, s: true }), { s: 'alpha' }],
    ['fields out', () => ({ tags: false, nested: 0, at: 0, s: 0 }), { _id: 'a', n: 1 }],
    ['a slice', () => ({ s: 1, tags: _().slice(1) }), { _id: 'a', s: 'alpha', tags: ['x'] }],
    ['the matching element', () => ({ tags: _().elemMatch({ $gt: 'x' }) }), { _id: 'a', tags: ['y'] }],
  ]
  test.each(projections)('%s', async (_title, field, expected) => {
    expect((await db.collection('t').where({ _id: 'a' }).field(field()).get()).data).toEqual([expected])
    expect((await db.collection('t').doc('a').field(field()).get()).data).toEqual([expected])
  })
})

test('types come back as they went', async () => {
  await db.createCollection('types')
  const doc = {
    _id: 'v',
    int: 1,
    negative: -5,
    long: 9007199254740991,
    double: 0.1,
    huge: 1e300,
    text: 'é中\u0000𝒳"\\',
    yes: true,
    no: false,
    nothing: null,
    date: new Date('2026-07-01T00:00:00.123Z'),
    before: new Date(-5),
    list: [1, [2, { a: null }], 'x', new Date(7)],
    object: { 'with space': { 中: 1 }, empty: {} },
  }
  await db.collection('types').add(doc)
  expect((await db.collection('types').doc('v').get()).data).toEqual([doc])
  expect((await db.collection('types').where({ long: 9007199254740991 }).get()).data).toHaveLength(1)
})

test('ids: made when missing, numbers allowed, given ones kept', async () => {
  await db.createCollection('ids')
  const made = await db.collection('ids').add({ x: 1 })
  expect(made.id).toMatch(/^[0-9a-f]{32}$/)
  expect(await db.collection('ids').add({ _id: 7 })).toMatchObject({ id: 7 })
  expect((await db.collection('ids').doc(7).get()).data).toEqual([{ _id: 7 }])
  expect((await db.collection('ids').doc('7').get()).data).toEqual([])
})

test('the server date is the time of the shop', async () => {
  await db.createCollection('dates')
  const before = Date.now()
  await db.collection('dates').add({ _id: 'x', at: db.serverDate({ offset: 60_000 }) })
  const [doc] = (await db.collection('dates').doc('x').get()).data as { at: Date }[]
  expect(doc!.at.getTime()).toBeGreaterThanOrEqual(before + 60_000)
  expect(
    (
      await db
        .collection('dates')
        .where({ at: db.command.lt(db.serverDate()) })
        .count()
    ).total,
  ).toBe(0)
})
