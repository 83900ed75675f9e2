import type { Collection, Rec } from '../store/collection'
import type { Doc } from '../value/types'
import { choosePlan, type Order, type Plan } from './plan'
import { sortBy } from './sort'
import type { Query } from './types'

export interface FindOptions {
  order?: Order
  skip?: number
  limit?: number
}

/** Counts how queries were served. */
export interface ScanStats {
  /** Queries by the name of the index which served them; `scan` for none. */
  readonly plans: Map<string, number>
  /** Documents looked at. */
  examined: number
}

export function planName(collection: Collection, plan: Plan): string {
  if (plan.kind === 'scan') return 'scan'
  if (plan.kind === 'union') {
    return [...new Set(plan.plans.map((part) => planName(collection, part)))].join('|')
  }
  return plan.index.name
}

/** The stored documents which match. Without an order theirs is that of the index or of insertion. */
export function find(collection: Collection, query: Query, options: FindOptions, stats: ScanStats): Rec[] {
  const { order = [], skip = 0, limit = Infinity } = options
  if (query.id !== undefined) {
    stats.examined++
    const rec = collection.get(query.id)
    return rec && query.matches(rec.doc) && skip === 0 && limit > 0 ? [rec] : []
  }
  const plan = choosePlan(collection, query, order, limit !== Infinity)
  const name = planName(collection, plan)
  stats.plans.set(name, (stats.plans.get(name) ?? 0) + 1)
  const end = skip + limit
  if (plan.kind === 'index' && plan.sorted) {
    const found = plan.ranges.map((range) => take(readRange(collection, plan, range, end), query, end, stats))
    if (found.length <= 1) return (found[0] ?? []).slice(skip, end)
    return sortBy(dedupe(found.flat()), order, docOf).slice(skip, end)
  }
  const most = order.length === 0 ? end : Infinity
  return sortBy(take(read(collection, plan), query, most, stats), order, docOf).slice(skip, end)
}

const docOf = ({ doc }: Rec): Doc => doc

function take(recs: Iterable<Rec>, query: Query, most: number, stats: ScanStats): Rec[] {
  const found: Rec[] = []
  if (most <= 0) return found
  for (const rec of recs) {
    stats.examined++
    if (!query.matches(rec.doc)) continue
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
): Generator<Rec> {
  const seen = plan.index.multikey.includes(true) ? new Set<number>() : null
  const limit = plan.exact && most !== Infinity ? most : undefined
  for (const row of plan.index.rows(range, plan.reverse, limit)) {
    if (seen?.has(row)) continue
    seen?.add(row)
    const rec = collection.byRow(row)
    if (rec) yield rec
  }
}

function* readRanges(collection: Collection, plan: Extract<Plan, { kind: 'index' }>): Generator<Rec> {
  for (const range of plan.ranges) yield* readRange(collection, plan, range, Infinity)
}

/** All documents a plan leads to, each once, without an order which could be relied on. */
export function* read(collection: Collection, plan: Plan): Generator<Rec> {
  if (plan.kind === 'scan') return yield* collection.all()
  const seen = new Set<number>()
  const parts = plan.kind === 'union' ? plan.plans : [plan]
  for (const part of parts) {
    for (const rec of part.kind === 'index' ? readRanges(collection, part) : read(collection, part)) {
      if (seen.has(rec.row)) continue
      seen.add(rec.row)
      yield rec
    }
  }
}

/** How many documents match; counted in the index alone where it tells everything. */
export function count(collection: Collection, query: Query, stats: ScanStats): number {
  if (query.bounds.size === 0 && query.exact) return collection.count()
  if (query.id !== undefined) return find(collection, query, {}, stats).length
  const plan = choosePlan(collection, query, [], false)
  const name = planName(collection, plan)
  stats.plans.set(name, (stats.plans.get(name) ?? 0) + 1)
  if (plan.kind === 'index' && plan.exact) {
    return plan.ranges.reduce((total, range) => total + plan.index.count(range), 0)
  }
  let total = 0
  for (const { doc } of read(collection, plan)) {
    stats.examined++
    if (query.matches(doc)) total++
  }
  return total
}
