import { errorOf } from '../sdk'
import {
  add,
  invalid,
  matching,
  names,
  refused,
  startContract,
  type Documents,
  type Refusal,
} from './contract'

const contract = startContract()

type Orders = [field: string, direction: 'asc' | 'desc'][]

function sorts(documents: Documents, rows: [orders: Orders, expected: string | Refusal][]): void {
  beforeAll(async () => {
    contract.cloud().server.reset()
    for (const name of ['plain', 'indexed']) await add(name, documents)
  })
  test.each(rows.map(([orders, expected]) => [JSON.stringify(orders), orders, expected] as const))(
    '%s',
    async (_title, orders, expected) => {
      for (const name of ['plain', 'indexed']) {
        let call: Pick<ReturnType<ReturnType<typeof contract.db>['collection']>, 'orderBy' | 'get'> = contract
          .db()
          .collection(name)
        for (const [field, direction] of orders) call = call.orderBy(field, direction)
        if (typeof expected !== 'string') expect(await errorOf(call.get())).toMatchObject(matching(expected))
        else expect(names((await call.get()).data).join(' ')).toBe(expected)
      }
    },
  )
}

// https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
describe('the order of types', () => {
  const documents: Documents = {
    true: { a: true },
    date: { a: new Date(0) },
    text: { a: 'a' },
    object: { a: { x: 1 } },
    array: { a: [[]] },
    five: { a: 5 },
    nan: { a: NaN },
    minus: { a: -1e300 },
    false: { a: false },
    null: { a: null },
    missing: {},
    empty: { a: [] },
    regex: { a: /x/ },
  }
  sorts(documents, [
    [[['a', 'asc']], 'empty null missing nan minus five text object array false true date regex'],
    [[['a', 'desc']], 'regex date true false array object text five minus nan null missing empty'],
  ])
})

// https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#arrays
describe('arrays and nested fields', () => {
  const documents: Documents = {
    p: { a: [5, 1], b: 1 },
    q: { a: 3, b: 2 },
    r: { a: [2, 9], b: 1 },
    s: { a: [{ b: 4 }, { b: 0 }] },
    t: { a: { b: 2 } },
    u: { a: [{ b: 7 }, 1] },
  }
  sorts(documents, [
    // An array sorts by its least element, descending by its greatest.
    [[['a', 'asc']], 'p u r q s t'],
    [[['a', 'desc']], 'u s t r p q'],
    // An element which is no object has no field: null.
    [[['a.b', 'asc']], 'p q r u s t'],
    [[['a.b', 'desc']], 'u s t p q r'],
    [[['a.0', 'asc']], 'q t r p s u'],
    [[['b', 'asc'], ['a', 'desc']], 'u s t r p q'], // prettier-ignore
    [[['b', 'desc'], ['a', 'asc']], 'q p r u s t'], // prettier-ignore
    [[['a..b', 'asc']], refused(/FieldPath field names may not be empty strings/)],
  ])
})

// Two fields beneath one array sort by their least combination, two arrays by none:
// https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/#compound-multikey-indexes
describe('fields of one array together', () => {
  sorts(
    {
      p: { a: [{ x: 1, y: 9 }, { x: 2, y: 0 }] }, // prettier-ignore
      q: { a: [{ x: 1, y: 5 }] },
    },
    [
      [[['a.x', 'asc'], ['a.y', 'asc']], 'q p'], // prettier-ignore
      [[['a.y', 'asc'], ['a.x', 'asc']], 'p q'], // prettier-ignore
    ],
  )
})

describe('two arrays', () => {
  sorts({ p: { a: [1], b: [2] } }, [
    [[['a', 'asc'], ['b', 'asc']], refused(/cannot sort with keys that are parallel arrays/)], // prettier-ignore
  ])
})

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/fetch : 100 by default, 1,000 at most.
describe('skip and limit', () => {
  beforeAll(async () => {
    contract.cloud().server.reset()
    await contract
      .db()
      .collection('plain')
      .add(Array.from({ length: 1100 }, (_, i) => ({ _id: i, i })))
  })
  const rows: [skip: number, limit: number | null, first: number, count: number][] = [
    [0, null, 0, 100],
    [0, 0, 0, 100],
    [0, 1, 0, 1],
    [5, 3, 5, 3],
    [0, 1000, 0, 1000],
    [0, 5000, 0, 1000],
    [1095, 100, 1095, 5],
  ]
  test.each(rows)('skip %j limit %j: from %j, %j documents', async (skip, limit, first, count) => {
    const call = contract.db().collection('plain').orderBy('i', 'asc').skip(skip)
    const { data } = await (limit === null ? call : call.limit(limit)).get()
    expect(data).toHaveLength(count)
    expect((data as { i: number }[])[0]!.i).toBe(first)
  })
  test('not beyond the end, nor below zero', async () => {
    const plain = contract.db().collection('plain')
    expect((await plain.skip(2000).get()).data).toEqual([])
    const negative = matching(invalid(/whole number/))
    expect(await errorOf(plain.limit(-1).get())).toMatchObject(negative)
    expect(await errorOf(plain.skip(-1).get())).toMatchObject(negative)
  })
})
