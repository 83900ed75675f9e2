import { collections } from '../../cloudfunctions/collected/collections'
import type { CollectionName } from '../../cloudfunctions/platform/collections'
import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import type { OperationReport, Read } from '../../emulator/src/cloudbase'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'
import { ROWS, type World } from './row'
import { makeWorld } from './world'

/**
 * Whatever the functions ask of a collection that grows is served by an index, and looks at little more than it takes:
 * every call of the contract, the flows of an order and the timers, over a shop of some hundred documents each.
 */

/** Collections that stay small however much is sold; all others grow. */
const SMALL = new Set(['settings', 'staff'])
const DOCUMENTS = 400
/** Whose answers may be sorted in memory: the products of a category stand on one shelf. */
const FEW = new Set(['products'])

/** An operation may look at this many documents, and index entries, a document that it takes, and at this many more. */
const RATIO = 3
const MORE = 40

interface Heard extends Read {
  /** The call or the job that asked. */
  readonly by: string
  readonly action: string
}

let cloud: LocalCloud
let world: World
let by = ''
const heard: Heard[] = []

function hear({ action, instance, reads }: OperationReport): void {
  // What the stage and the tests themselves look at is not the mall's.
  if (instance !== undefined) for (const read of reads) heard.push({ ...read, by, action })
}

/** Every value under a name of an id, made another one's; what else it holds stays. */
function stranger(value: unknown, suffix: string, name = ''): unknown {
  if (typeof value === 'string')
    return /(_id|Ids?|No|boundTo|openid|slot)$/.test(name) ? value + suffix : value
  if (Array.isArray(value)) return value.map((item) => stranger(item, suffix, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stranger(item, suffix, key)]))
}

/** Fills a collection with copies of its documents that belong to others; of orders those on which nothing is open. */
async function fill(collection: CollectionName): Promise<void> {
  const found = await cloud.db.find(collection, { where: {}, limit: 1000 })
  const all = found as unknown as { state?: unknown; owed?: unknown }[]
  const models = all.filter(
    ({ state, owed }) => state !== 'pending_payment' && !(Array.isArray(owed) && owed.length > 0),
  )
  for (let i = 0, count = all.length; count < DOCUMENTS && models.length > 0; i++, count += models.length) {
    const copies = models.map((model) => stranger(model, `~${i}`))
    await cloud.db.insertMany(collection, copies.slice(0, DOCUMENTS - count) as never)
  }
}

beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    demo: true,
    instances: 4,
    onOperation: hear,
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
  by = 'the making of the world'
  world = await makeWorld(cloud)
  for (const collection of Object.keys(collections) as CollectionName[])
    if (!SMALL.has(collection)) await fill(collection)
  heard.length = 0
}, 180_000)

afterAll(() => cloud?.close())

/** Reads that no index served or sorted, or that looked at far more than they took. */
const wasteful = (reads: readonly Heard[]): Heard[] =>
  reads.filter(({ collection, index, sort, keysExamined, docsExamined, taken }) => {
    if (SMALL.has(collection)) return false
    if (index === 'scan' || (sort === 'memory' && !FEW.has(collection))) return true
    return Math.max(keysExamined, docsExamined) > taken * RATIO + MORE
  })

test('the calls of the contract', async () => {
  for (const [name, row] of Object.entries(ROWS)) {
    by = name
    await cloud.call(row.by ?? 'buyer', name as never, row.input(world) as never)
  }
  expect(new Set(heard.map((read) => read.by)).size).toBeGreaterThan(40)
  expect(wasteful(heard)).toEqual([])
})

test('the timers, over days in which orders expire, are confirmed, completed and settled', async () => {
  heard.length = 0
  for (const days of [0, 1 / 48, 1, 10, 8, 30]) {
    by = `the timers after ${days} days`
    await cloud.advance(days * 86_400_000)
  }
  expect(new Set(heard.map(({ collection }) => collection))).toContain('commissions')
  expect(wasteful(heard)).toEqual([])
})

test('a scan, and a read that throws most of it away, would be found', () => {
  const read = {
    by: 'x',
    action: 'database.getDocument',
    collection: 'orders',
    sort: 'none',
    taken: 5,
  } as const
  const bad: Heard[] = [
    { ...read, index: 'scan', keysExamined: 0, docsExamined: 5 },
    { ...read, index: 'placed', keysExamined: 5, docsExamined: 400 },
    { ...read, index: 'placed', keysExamined: 400, docsExamined: 0 },
    { ...read, index: 'placed', sort: 'memory', keysExamined: 5, docsExamined: 5 },
  ]
  expect(wasteful([...bad, { ...read, index: 'placed', keysExamined: 6, docsExamined: 5 }])).toEqual(bad)
  expect(wasteful([{ ...bad[0]!, collection: 'settings' }])).toEqual([])
})
