import type { ReadLog } from '../engine/reads'
import type { Collection, Rec } from '../store/collection'
import type { Doc } from '../value/types'
import { failed } from '../errors'
import { choosePlan, type Order, type Plan } from './plan'
import { sortBy } from './sort'
import type { Query } from './types'

export interface FindOptions {
  order?: Order
  skip?: number
  limit?: number
}

/** What a read has looked at so far: entries of indexes and documents. */
interface Tally {
  keys: number
  docs: number
}

export function planName(collection: Collection, plan: Plan): string {
  if (plan.kind === 'scan') return 'scan'
  if (plan.kind === 'union') {
    return [...new Set(plan.plans.map((part) => planName(collection, part)))].join('|')
  }
  return plan.index.name
}

/** The stored documents which match. Without an order theirs is that of the index or of insertion. */
export function find(collection: Collection, query: Query, options: FindOptions, log: ReadLog): Rec[] {
  const { order = [], skip = 0, limit = Infinity } = options
  const tally: Tally = { keys: 0, docs: 0 }
  const noted = (index: string, sort: 'none' | 'index' | 'memory', recs: Rec[]): Rec[] => {
    const { keys: keysExamined, docs: docsExamined } = tally
    log.note({ collection: collection.name, index, keysExamined, docsExamined, taken: recs.length, sort })
    return recs
  }
  if (query.id !== undefined) {
    tally.keys = 1
    const rec = collection.get(query.id)
    if (rec) tally.docs = 1
    const taken = rec && skip === 0 && limit > 0 && (asksIdOnly(query) || query.matches(rec.doc))
    return noted('_id_', 'none', taken ? [rec] : [])
  }
  const plan = choosePlan(collection, query, order, limit !== Infinity)
  const name = planName(collection, plan)
  const end = skip + limit
  if (plan.kind === 'index' && plan.sorted) {
    const found = plan.ranges.map((range) =>
      take(readRange(collection, plan, range, end, tally), query, plan.exact, end, tally),
    )
    const recs = found.length <= 1 ? (found[0] ?? []) : sortBy(dedupe(found.flat()), order, docOf)
    return noted(name, order.length > 0 ? 'index' : 'none', recs.slice(skip, end))
  }
  const most = order.length === 0 ? end : Infinity
  const exact = plan.kind === 'index' && plan.exact
  const recs = sortBy(take(read(collection, plan, tally), query, exact, most, tally), order, docOf).slice(
    0,
    end,
  )
  if (order.length > 0) checkSortMemory(recs)
  return noted(name, order.length > 0 ? 'memory' : 'none', recs.slice(skip))
}

/** https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-Sort-Operations */
const SORT_LIMIT_BYTES = 100 * 1024 * 1024

/** A sort without an index holds what it may still have to give back. A document takes about as much as its text. */
function checkSortMemory(recs: readonly Rec[]): void {
  // Bounds are known; only where they allow too much the texts are measured.
  const within = (sizeOf: (rec: Rec) => number): boolean => {
    let left = SORT_LIMIT_BYTES
    return recs.every((rec) => (left -= sizeOf(rec)) >= 0)
  }
  if (within(({ bound }) => bound) || within(({ text }) => text.length)) return
  throw failed(
    `Sort exceeded memory limit of ${SORT_LIMIT_BYTES} bytes, but did not opt in to external sorting.`,
  )
}

const docOf = ({ doc }: Rec): Doc => doc

/** True if nothing is left to check in the document which has the `_id`. */
const asksIdOnly = ({ exact, bounds }: Query): boolean =>
  exact && bounds.size === 1 && bounds.get('_id')?.length === 1

/** The first documents which match; with `exact` all do, and none has to be looked into. */
function take(recs: Iterable<Rec>, query: Query, exact: boolean, most: number, tally: Tally): Rec[] {
  const found: Rec[] = []
  if (most <= 0) return found
  for (const rec of recs) {
    tally.docs++
    if (!exact && !query.matches(rec.doc)) continue
    found.push(rec)
    if (found.length >= most) break
  }
  return found
}

function dedupe(recs: Rec[]): Rec[] {
  return [...new Map(recs.map((rec) => [rec.row, rec])).values()]
}

function* readRange(
  collection: Collection,
  plan: Extract<Plan, { kind: 'index' }>,
  range: { from: Buffer; to: Buffer },
  most: number,
  tally: Tally,
): Generator<Rec> {
  const seen = plan.index.multikey.includes(true) ? new Set<number>() : null
  const limit = plan.exact && most !== Infinity ? most : undefined
  for (const row of plan.index.rows(range, plan.reverse, limit)) {
    tally.keys++
    if (seen?.has(row)) continue
    seen?.add(row)
    const rec = collection.byRow(row)
    if (rec) yield rec
  }
}

function* readRanges(
  collection: Collection,
  plan: Extract<Plan, { kind: 'index' }>,
  tally: Tally,
): Generator<Rec> {
  for (const range of plan.ranges) yield* readRange(collection, plan, range, Infinity, tally)
}

/** All documents a plan leads to, each once, without an order which could be relied on. */
function* read(collection: Collection, plan: Plan, tally: Tally): Generator<Rec> {
  if (plan.kind === 'scan') return yield* collection.all()
  const seen = new Set<number>()
  const parts = plan.kind === 'union' ? plan.plans : [plan]
  for (const part of parts) {
    const recs = part.kind === 'index' ? readRanges(collection, part, tally) : read(collection, part, tally)
    for (const rec of recs) {
      if (seen.has(rec.row)) continue
      seen.add(rec.row)
      yield rec
    }
  }
}

/** How many documents match; counted in the index alone where it tells everything. */
export function count(collection: Collection, query: Query, log: ReadLog): number {
  if (query.id !== undefined) return find(collection, query, {}, log).length
  const noted = (index: string, { keys, docs }: Tally, taken: number): number => {
    log.note({
      collection: collection.name,
      index,
      keysExamined: keys,
      docsExamined: docs,
      taken,
      sort: 'none',
    })
    return taken
  }
  if (query.bounds.size === 0 && query.exact) {
    const total = collection.count()
    return noted('_id_', { keys: total, docs: 0 }, total)
  }
  const plan = choosePlan(collection, query, [], false)
  const name = planName(collection, plan)
  if (plan.kind === 'index' && plan.exact) {
    const total = plan.ranges.reduce((sum, range) => sum + plan.index.count(range), 0)
    return noted(name, { keys: total, docs: 0 }, total)
  }
  const tally: Tally = { keys: 0, docs: 0 }
  let total = 0
  for (const { doc } of read(collection, plan, tally)) {
    tally.docs++
    if (query.matches(doc)) total++
  }
  return noted(name, tally, total)
}
