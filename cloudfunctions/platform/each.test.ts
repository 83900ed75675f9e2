import type { Context } from './context'
import { indexOf, startTestMall, type TestMall } from '../../tests/support/context'
import { loose } from '../../tests/local/loose'
import * as platform from './each'

const ROWS = 'walkRows'
interface Row {
  _id: string
  at: number
}

/** The walk over a collection that no mall has. */
const eachPage = platform.eachPage as unknown as (
  ctx: Context,
  collection: string,
  options?: { where?: object; by?: string; fields?: string[]; after?: string; rows?: number },
) => AsyncGenerator<Row[]>

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall({ rows: [{ collection: ROWS, indexes: [indexOf({ at: 1, _id: 1 })] }] })
})
afterAll(() => mall.close())
beforeEach(async () => {
  mall.reset()
  const rows = Array.from({ length: 25 }, (_, i) => ({
    _id: `r${String(i).padStart(2, '0')}`,
    at: (i * 7) % 4,
  }))
  await loose(mall.db).insertMany(ROWS, rows)
})

async function walked(options: Parameters<typeof eachPage>[2], onPage?: (page: number) => Promise<unknown>) {
  const seen: Row[] = []
  let pages = 0
  for await (const page of eachPage(mall.ctx, ROWS, options)) {
    seen.push(...page)
    await onPage?.(pages++)
  }
  return seen
}

test('walks by id, every row once, in as many trips as there are pages', async () => {
  const { result, trips } = await mall.tripsOf(() => walked({ rows: 10 }))
  expect(result.map(({ _id }) => _id)).toEqual(
    Array.from({ length: 25 }, (_, i) => `r${String(i).padStart(2, '0')}`),
  )
  expect(trips).toHaveLength(3)
  expect(await walked({ rows: 5 })).toHaveLength(25)
})

test('walks by a field, equals by their ids', async () => {
  const seen = await walked({ by: 'at', rows: 4 })
  const sorted = [...seen].sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1))
  expect(seen).toEqual(sorted)
  expect(new Set(seen.map(({ _id }) => _id)).size).toBe(25)
})

test('takes what fits only, with the fields that were asked for', async () => {
  expect(await walked({ where: { at: 2 }, fields: ['at'], rows: 2 })).toHaveLength(6)
})

test('goes on behind an id, also of a row that is gone', async () => {
  await loose(mall.db).remove(ROWS, { _id: 'r20' })
  expect((await walked({ after: 'r20' })).map(({ _id }) => _id)).toEqual(['r21', 'r22', 'r23', 'r24'])
})

test('neither hides nor repeats a row while others come and go', async () => {
  const seen = await walked({ by: 'at', rows: 6 }, async (page) => {
    await loose(mall.db).remove(ROWS, { _id: `r0${page}` })
    await loose(mall.db).insert(ROWS, { _id: `r0${page}-new`, at: 0 })
  })
  const stayed = seen.map(({ _id }) => _id).filter((id) => !/^r0[0-4]/.test(id))
  expect(stayed).toHaveLength(20)
  expect(new Set(stayed).size).toBe(20)
})
