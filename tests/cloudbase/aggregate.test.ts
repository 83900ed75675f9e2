import { collection, index } from './specs'
import { startTestCloud, type Database, type TestCloud } from './sdk'

/** Aggregation: https://docs.cloudbase.net/en/api-reference/webv3-next/database and MongoDB's manual. */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [
      collection('orders', index('status_at', false, 'status', 'at')),
      collection('users', index('openid', true, 'openid')),
      collection('odd'),
    ],
  })
  db = cloud.db
  await db.collection('orders').add([
    {
      _id: 1,
      status: 'paid',
      at: 1,
      totalFen: 100,
      buyer: 'u1',
      lines: [
        { sku: 'a', q: 1 },
        { sku: 'b', q: 2 },
      ],
    },
    { _id: 2, status: 'paid', at: 2, totalFen: 250, buyer: 'u2', lines: [{ sku: 'a', q: 5 }] },
    { _id: 3, status: 'closed', at: 3, totalFen: 70, buyer: 'u1', lines: [], region: null },
    { _id: 4, status: 'paid', at: 4, totalFen: 30, buyer: 'u9', lines: [], region: { city: '无锡' } },
  ])
  await db.collection('users').add([
    { _id: 'u1', openid: 'o1', name: '甲' },
    { _id: 'u2', openid: 'o2', name: '乙' },
  ])
})
afterAll(() => cloud.close())

type Aggregate = ReturnType<ReturnType<Database['collection']>['aggregate']>
const run = async (build: (pipeline: Aggregate) => Aggregate, name = 'orders'): Promise<unknown[]> =>
  ((await build(db.collection(name).aggregate()).end()) as { data: unknown[] }).data
const $ = (): Database['command']['aggregate'] => db.command.aggregate
const _ = (): Database['command'] => db.command
/** In an order of their own, since groups come in none. */
const sorted = (docs: unknown[]): unknown[] =>
  docs
    .map((doc) => ({ doc, text: JSON.stringify(Object.entries(doc as object).sort()) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ doc }) => doc)

const table: [title: string, build: (p: Aggregate) => Aggregate, expected: unknown[]][] = [
  ['match and count', (p) => p.match({ status: 'paid', at: _().gt(1) }).count('n'), [{ n: 2 }]],
  ['count of nothing', (p) => p.match({ status: 'none' }).count('n'), []],
  [
    'match, sort, skip, limit, project',
    (p) => p.match({ status: 'paid' }).sort({ at: -1 }).skip(1).limit(1).project({ _id: 0, at: 1 }),
    [{ at: 2 }],
  ],
  [
    'group by a field',
    (p) => p.group({ _id: '$status', n: $().sum(1), sum: $().sum('$totalFen'), avg: $().avg('$totalFen') }),
    [
      { _id: 'closed', n: 1, sum: 70, avg: 70 },
      { _id: 'paid', n: 3, sum: 380, avg: 380 / 3 },
    ],
  ],
  [
    'group of a match',
    (p) =>
      p
        .match({ status: 'paid', totalFen: _().gte(50) })
        .group({ _id: null, n: $().sum(1), max: $().max('$at') }),
    [{ _id: null, n: 2, max: 2 }],
  ],
  [
    'group by two fields',
    (p) => p.group({ _id: { s: '$status', b: '$buyer' }, n: $().sum(1) }),
    [
      { _id: { s: 'closed', b: 'u1' }, n: 1 },
      { _id: { s: 'paid', b: 'u1' }, n: 1 },
      { _id: { s: 'paid', b: 'u2' }, n: 1 },
      { _id: { s: 'paid', b: 'u9' }, n: 1 },
    ],
  ],
  [
    'group by a missing field, null and an object',
    (p) => p.group({ _id: '$region', n: $().sum(1) }),
    [
      { _id: null, n: 3 },
      { _id: { city: '无锡' }, n: 1 },
    ],
  ],
  [
    'group by a path into an array',
    (p) => p.group({ _id: '$lines.sku', n: $().sum(1) }),
    [
      { _id: ['a', 'b'], n: 1 },
      { _id: ['a'], n: 1 },
      { _id: [], n: 2 },
    ],
  ],
  ['group of nothing', (p) => p.match({ status: 'none' }).group({ _id: null, n: $().sum(1) }), []],
  [
    'unwind and group',
    (p) => p.unwind('$lines').group({ _id: '$lines.sku', q: $().sum('$lines.q') }),
    [
      { _id: 'a', q: 6 },
      { _id: 'b', q: 2 },
    ],
  ],
  [
    'group with an expression and a push',
    (p) =>
      p
        .match({ status: 'paid' })
        .sort({ at: 1 })
        .group({ _id: $().gt(['$totalFen', 50]), ids: $().push('$_id') }),
    [
      { _id: false, ids: [4] },
      { _id: true, ids: [1, 2] },
    ],
  ],
  [
    'lookup by id',
    (p) =>
      p
        .match({ status: 'paid' })
        .lookup({ from: 'users', localField: 'buyer', foreignField: '_id', as: 'user' })
        .project({ user: 1 }),
    [
      { _id: 1, user: [{ _id: 'u1', openid: 'o1', name: '甲' }] },
      { _id: 2, user: [{ _id: 'u2', openid: 'o2', name: '乙' }] },
      { _id: 4, user: [] },
    ],
  ],
  [
    'lookup by a pipeline',
    (p) =>
      p
        .match({ _id: 1 })
        .lookup({
          from: 'users',
          let: { buyer: '$buyer', total: '$totalFen' },
          pipeline: $()
            .pipeline()
            .match(_().expr($().and([$().eq(['$_id', '$$buyer']), $().gt(['$$total', 50])])))
            .project({ _id: 0, name: 1 })
            .done(),
          as: 'user',
        })
        .project({ user: 1 }),
    [{ _id: 1, user: [{ name: '甲' }] }],
  ],
  [
    'add fields, replace root, sort by count',
    (p) =>
      p
        .addFields({ half: $().divide(['$totalFen', 2]) })
        .replaceRoot({ newRoot: { h: '$half' } })
        .sort({ h: 1 }),
    [{ h: 15 }, { h: 35 }, { h: 50 }, { h: 125 }],
  ],
  ['sort by count', (p) => p.sortByCount('$status').limit(1), [{ _id: 'paid', count: 3 }]],
  [
    'bucket',
    (p) => p.bucket({ groupBy: '$totalFen', boundaries: [0, 100, 300], output: { n: $().sum(1) } }),
    [
      { _id: 0, n: 2 },
      { _id: 100, n: 2 },
    ],
  ],
]
test.each(table)('%s', async (_title, build, expected) => {
  expect(sorted(await run(build))).toEqual(sorted(expected))
})

test('weeks begin on Sundays, and the days before the first one are week 0', async () => {
  const week = async (day: string): Promise<unknown> =>
    run((p) => p.limit(1).project({ _id: 0, week: $().week(new Date(`2026-01-${day}`)) }))
  expect(await week('03')).toEqual([{ week: 0 }])
  expect(await week('04')).toEqual([{ week: 1 }])
})

test('stages do not write into stored documents', async () => {
  await run((p) => p.addFields({ 'lines.q': 0, 'region.x': 1 }).unwind('$lines'))
  expect((await db.collection('orders').doc(1).get()).data).toMatchObject([{ lines: [{ q: 1 }, { q: 2 }] }])
  expect((await db.collection('orders').doc(4).get()).data).toMatchObject([{ region: { city: '无锡' } }])
})

test('20 documents unless the pipeline limits itself', async () => {
  await db.createCollection('many')
  await db.collection('many').add(Array.from({ length: 50 }, (__, i) => ({ i })))
  expect(await run((p) => p.match({}), 'many')).toHaveLength(20)
  expect(await run((p) => p.group({ _id: '$i' }), 'many')).toHaveLength(20)
  expect(await run((p) => p.limit(45), 'many')).toHaveLength(45)
})

test('sums in SQL and in memory agree on odd values', async () => {
  const values = [1, 2.5, '3', null, true, [4], { x: 5 }, new Date(6), Infinity, 9007199254740991]
  for (const taken of [values.slice(0, 5), values.slice(0, 6), values]) {
    await db.collection('odd').where({}).remove()
    await db.collection('odd').add(taken.map((v, i) => ({ v, g: i % 2 === 0 ? v : 'odd' })))
    for (const by of [null, '$g']) {
      const group = { _id: by, n: $().sum(1), sum: $().sum('$v'), avg: $().avg('$v'), min: $().min('$v') }
      const inSql = await run((p) => p.group(group).limit(99), 'odd')
      const inMemory = await run((p) => p.addFields({ zz: 1 }).group(group).limit(99), 'odd')
      expect(sorted(inSql)).toEqual(sorted(inMemory))
    }
  }
})
