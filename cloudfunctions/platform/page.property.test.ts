import fc from 'fast-check'
import { indexOf, startTestMall, type TestMall } from '../../tests/support/context'
import type { Read } from '../../emulator/src/cloudbase'
import { loose } from '../../tests/local/loose'
import type { Context } from './context'
import { PAGE_SIZE, type Page, type PageOrder } from './page'
import * as platform from './page'

/**
 * Lists of a collection of the test's own are read page by page while rows leave, enter and move. Rows of one instant
 * are many, so that most pages end among equals.
 */

const ROWS = 'pageRows'
interface Row {
  _id: string
  /** Rows of another shelf are not in the list. */
  shelf: string
  seen: { at: number }
  word: string
}

/** A page of a collection that no mall has. */
const readPage = platform.readPage as unknown as (
  ctx: Context,
  collection: string,
  query: PageOrder & { list: string; where: object },
  cursor?: string,
) => Promise<Page<Row>>

let mall: TestMall
const reads: Read[] = []
beforeAll(async () => {
  mall = await startTestMall({
    rows: [
      {
        collection: ROWS,
        indexes: [indexOf({ shelf: 1, 'seen.at': -1, _id: -1 }), indexOf({ shelf: 1, word: 1, _id: -1 })],
      },
    ],
    onOperation: (report) => void reads.push(...report.reads),
  })
})
afterAll(() => mall.close())

const ORDERS: readonly PageOrder[] = [
  { by: 'seen.at', direction: 'desc' },
  { by: 'seen.at', direction: 'asc' },
  { by: 'word', direction: 'asc', ties: 'desc' },
  { by: 'word', direction: 'desc', ties: 'asc' },
  { by: '_id', direction: 'desc' },
]

/** Values of few kinds and names of all sorts, those included that a filter or a path could take for something else. */
const id = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'Z', '0', '-', '$', '.', '一', '😀'),
  minLength: 1,
  maxLength: 6,
})
const row = fc.record({
  _id: id,
  shelf: fc.constantFrom('list', 'list', 'list', 'list', 'away'),
  seen: fc.record({ at: fc.constantFrom(0, 1, 1.5, 1_700_000_000_000) }),
  word: fc.constantFrom('', 'a', 'b', '"', '一'),
})
const move = fc.record({
  kind: fc.constantFrom('remove' as const, 'leave' as const, 'enter' as const, 'move' as const),
  pick: fc.nat(),
  row,
})
const plan = fc.record({
  order: fc.constantFrom(...ORDERS),
  rows: fc.uniqueArray(row, { selector: ({ _id }) => _id, minLength: 15, maxLength: 75 }),
  between: fc.array(fc.array(move, { maxLength: 4 }), { minLength: 5, maxLength: 5 }),
})

const page = (order: PageOrder, cursor?: string): Promise<Page<Row>> =>
  readPage(mall.ctx, ROWS, { list: 'test', where: { shelf: 'list' }, ...order }, cursor)

/** Does one thing between two pages. Answers the rows that did not stay where they were. */
async function happen({
  kind,
  pick,
  row: fresh,
}: {
  kind: string
  pick: number
  row: Row
}): Promise<string[]> {
  const all = await loose(mall.db).find<Row>(ROWS, { where: {}, orderBy: [['_id', 'asc']], limit: 500 })
  const picked = all[pick % Math.max(1, all.length)]
  if (kind === 'enter') {
    await loose(mall.db).insert(ROWS, { ...fresh, shelf: 'list' })
    return [fresh._id]
  }
  if (!picked) return []
  if (kind === 'remove') await loose(mall.db).remove(ROWS, { _id: picked._id })
  else {
    const { seen, word } = fresh
    const change = kind === 'leave' ? { shelf: 'away' } : { 'seen.at': seen.at, word }
    await loose(mall.db).change(ROWS, { _id: picked._id }, change)
  }
  return [picked._id]
}

test('[PAGE-1] a row that stays in the list where it is stands on exactly one page, whatever else happens', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ order, rows, between }) => {
      mall.reset()
      await loose(mall.db).insertMany(ROWS, rows)
      const seen: string[] = []
      const moved = new Set<string>()
      let cursor: string | undefined
      for (let pages = 0; pages < 20; pages++) {
        reads.length = 0
        const { items, nextCursor } = await page(order, cursor)
        // The index sorts; a sort in memory would have to look at all rows for each page.
        if (order.by !== '_id') expect(reads.map(({ sort }) => sort)).toEqual(['index'])
        expect(items.length).toBeLessThanOrEqual(PAGE_SIZE)
        seen.push(...items.map(({ _id }) => _id))
        cursor = nextCursor
        if (cursor === undefined) break
        for (const one of between[pages] ?? []) for (const gone of await happen(one)) moved.add(gone)
      }
      const stayed = rows
        .filter(({ _id, shelf }) => shelf === 'list' && !moved.has(_id))
        .map(({ _id }) => _id)
      expect(seen.filter((one) => !moved.has(one)).sort()).toEqual(stayed.sort())
    }),
    { numRuns: 150 },
  )
})

test.each<[string, object]>([
  ['nothing', {}],
  ['null', { seen: { at: null } }],
  ['null in its way', { seen: null }],
  ['an object', { seen: { at: {} } }],
])('[PAGE-3] rows with %s where their list is sorted by take no other from its pages', async (_, part) => {
  for (const order of ORDERS.slice(0, 2)) {
    for (const wrong of [1, 20, 30]) {
      mall.reset()
      const right = Array.from({ length: 45 }, (_, i) => ({
        ...{ _id: `r${i}`, shelf: 'list', seen: { at: i % 3 }, word: '' },
      }))
      const bad = Array.from({ length: wrong }, (_, i) => ({ _id: `w${i}`, shelf: 'list', ...part }))
      await loose(mall.db).insertMany(ROWS, [...bad, ...right])
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const { items, nextCursor } = await page(order, cursor)
        seen.push(...items.map(({ _id }) => _id))
        cursor = nextCursor
      } while (cursor !== undefined)
      expect([order.direction, wrong, seen.sort()]).toEqual([
        order.direction,
        wrong,
        right.map(({ _id }) => _id).sort(),
      ])
    }
  }
})

describe('a cursor', () => {
  const rowsOf = (count: number): Row[] =>
    Array.from({ length: count }, (_, i) => ({
      _id: `oBuyer${String(i).padStart(22, '0')}`,
      shelf: 'list',
      seen: { at: 1_700_000_000_000 },
      word: 'a',
    }))
  const order = ORDERS[0]!

  it('[PAGE-2] is absent on the last page, also when that is full', async () => {
    for (const [count, hasNext] of [
      [0, false],
      [PAGE_SIZE, false],
      [PAGE_SIZE + 1, true],
    ] as const) {
      mall.reset()
      await loose(mall.db).insertMany(ROWS, rowsOf(count))
      expect([count, (await page(order)).nextCursor !== undefined]).toEqual([count, hasNext])
    }
  })

  it('[PAGE-2] tells nothing of the row that it stands for, and is short enough for the contract', async () => {
    mall.reset()
    await loose(mall.db).insertMany(ROWS, rowsOf(30))
    const { nextCursor = '' } = await page(order)
    expect(nextCursor).toMatch(/^[0-9A-Za-z_-]{40,200}$/)
    const bytes = Buffer.from(nextCursor, 'base64url').toString('latin1')
    for (const part of ['oBuyer', '17000000']) expect(nextCursor + bytes).not.toContain(part)
  })

  it('[PAGE-2] of another list, or that nobody made, is refused', async () => {
    mall.reset()
    await loose(mall.db).insertMany(ROWS, rowsOf(30))
    const { nextCursor = '' } = await page(order)
    const forged = [
      '',
      'x',
      '0',
      '1700000000000-20',
      Buffer.from('[0,""]').toString('base64url'),
      `${nextCursor}A`,
    ]
    for (const cursor of forged) {
      await expect(page(order, cursor)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    }
    const other = { list: 'another', where: { shelf: 'list' }, ...order }
    await expect(readPage(mall.ctx, ROWS, other, nextCursor)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(page(order, nextCursor)).resolves.toMatchObject({ items: { length: 10 } })
  })
})
