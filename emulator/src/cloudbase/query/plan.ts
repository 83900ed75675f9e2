import { compare } from '../value/compare'
import { AFTER, KeyWriter } from '../value/key'
import { RANK, rankOf, type Value } from '../value/types'
import type { KeyedTable, KeyRange } from '../store/index-table'
import type { Collection } from '../store/collection'
import type { Bound, Query } from './types'

/** A sort: paths and directions in order of weight. */
export type Order = readonly (readonly [path: string, direction: 1 | -1])[]

/** How a query is served. */
export type Plan =
  { readonly kind: 'scan' } | { readonly kind: 'union'; readonly plans: readonly Plan[] } | IndexPlan

export interface IndexPlan {
  readonly kind: 'index'
  readonly index: KeyedTable
  readonly ranges: readonly KeyRange[]
  /** Read each range backwards. */
  readonly reverse: boolean
  /** Each range, read alone, is in the order asked for. */
  readonly sorted: boolean
  /** The ranges hold all demands, provided that no array is involved: nothing is left to check. */
  readonly exact: boolean
}

/** More points than this in one index scan are left to the check of each document. */
const MAX_RANGES = 1000
/** How many entries are counted at most when two indexes compete. */
const SAMPLE = 500

const writer = new KeyWriter()

interface Candidate {
  readonly plan: IndexPlan
  readonly points: number
  readonly score: number
}

/** Chooses how to serve a query: the most selective index, preferring one which also gives the order. */
export function choosePlan(collection: Collection, query: Query, order: Order, limited: boolean): Plan {
  const tables: KeyedTable[] = [collection.ids, ...collection.indexes]
  const candidates = tables
    .map((table) => candidate(table, query, order, limited))
    .filter((found): found is Candidate => found !== null)
  const best = pick(candidates)
  if (best && (best.points > 0 || best.score >= 5)) return best.plan
  const union = unionPlan(collection, query)
  return union ?? best?.plan ?? { kind: 'scan' }
}

function unionPlan(collection: Collection, query: Query): Plan | null {
  if (!query.alternatives) return null
  const plans = query.alternatives.map((branch) => choosePlan(collection, branch, [], false))
  return plans.every((plan) => plan.kind !== 'scan') ? { kind: 'union', plans } : null
}

function pick(candidates: Candidate[]): Candidate | undefined {
  const [best, ...rest] = candidates.sort((a, b) => b.score - a.score)
  if (!best || best.plan.index.unique) return best
  const rivals = rest.filter(({ points }) => points > 0 && points < 100)
  if (best.points === 0 || best.points > 100 || rivals.length === 0) return best
  let least = best
  let size = estimate(best)
  for (const rival of rivals) {
    if (size <= 32) break
    const other = estimate(rival)
    if (other * 2 < size) [least, size] = [rival, other]
  }
  return least
}

function estimate({ plan }: Candidate): number {
  let total = 0
  for (const range of plan.ranges) {
    total += plan.index.count(range, SAMPLE)
    if (total >= SAMPLE) break
  }
  return total
}

function candidate(index: KeyedTable, query: Query, order: Order, limited: boolean): Candidate | null {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let exact = query.exact && !index.multikey.includes(true)
  let used = 0
  let demands = 0
  let single = true
  const { fields } = index
  while (used < fields.length) {
    const points = pointsOf(query.bounds.get(fields[used]!.path))
    if (!points || !mayCompound(index, used) || prefixes.length * points.length > MAX_RANGES) break
    const { descending } = fields[used]!
    prefixes = prefixes.flatMap((prefix) =>
      points.map((value) => writer.reset().raw(prefix).part(value, descending).take()),
    )
    if (points.length !== 1) single = false
    if (query.bounds.get(fields[used]!.path)!.length > 1) exact = false
    used++
    demands++
  }
  const eq = used
  let ranges: KeyRange[] | null = null
  const bounds =
    used < fields.length && mayCompound(index, used) ? query.bounds.get(fields[used]!.path) : undefined
  if (bounds?.some(({ kind }) => kind !== 'points')) {
    const limits = tightest(bounds, index.multikey[used] === true)
    ranges = prefixes.map((prefix) => rangeOf(prefix, limits, fields[used]!.descending))
    if (bounds.length !== Object.keys(limits).length) exact = false
    demands++
  }
  ranges ??= prefixes.map((prefix) => closed(prefix))
  if (exact && demands !== query.bounds.size) exact = false
  const direction = sortDirection(index, order, eq, query)
  const points = eq
  const sorts = direction !== 0 && (single || ranges.length <= 100)
  if (eq === 0 && demands === 0 && !(sorts && order.length > 0 && limited)) return null
  const complete = index.unique && eq === fields.length
  const score = (complete ? 1000 : 0) + eq * 10 + (demands - eq) * 5 + (sorts && order.length > 0 ? 3 : 0)
  const plan: IndexPlan = { kind: 'index', index, ranges, reverse: direction < 0, sorted: sorts, exact }
  return { plan, points, score }
}

/**
 * In a multikey index two fields under the same array have a key for each element, so that demands on both
 * cannot be put into one range: a document may meet them with different elements.
 */
function mayCompound(index: KeyedTable, at: number): boolean {
  if (!index.multikey[at]) return true
  return !index.multikey.slice(0, at).includes(true)
}

function pointsOf(bounds: readonly Bound[] | undefined): Value[] | null {
  let best: readonly Value[] | null = null
  for (const bound of bounds ?? []) {
    if (bound.kind === 'points' && (!best || bound.values.length < best.length)) best = bound.values
  }
  if (!best) return null
  return [...best].sort(compare).filter((value, i, all) => i === 0 || compare(value, all[i - 1]) !== 0)
}

interface Limits {
  low?: { value: Value; inclusive: boolean }
  high?: { value: Value; inclusive: boolean }
}

/** The bounds of one field; on a multikey field only one side, since two elements may meet the two sides. */
function tightest(bounds: readonly Bound[], multikey: boolean): Limits {
  const limits: Limits = {}
  for (const bound of bounds) {
    if (bound.kind === 'points') continue
    if (multikey && (limits.low || limits.high)) break
    const rank = rankOf(bound.value)
    const other = limits.low ?? limits.high
    if (other && rankOf(other.value) !== rank) continue
    limits[bound.kind] ??= bound
  }
  return limits
}

/** The keys of one value's type within the limits, under a prefix. */
function rangeOf(prefix: Buffer, { low, high }: Limits, descending: boolean): KeyRange {
  const rank = rankOf((low ?? high)!.value)
  // NaN is the least number, yet less than none.
  if (rank === RANK.number) low ??= { value: NaN, inclusive: false }
  const edge = (byte: number): Buffer => writer.reset().raw(prefix).byte(byte).take()
  const at = (value: Value, after: boolean): Buffer => {
    writer.reset().raw(prefix).part(value, descending)
    return after ? writer.byte(AFTER).take() : writer.take()
  }
  if (!descending) {
    return {
      from: low ? at(low.value, !low.inclusive) : edge(rank),
      to: high ? at(high.value, high.inclusive) : edge(rank + 1),
    }
  }
  const inverted = ~rank & 0xff
  return {
    from: high ? at(high.value, !high.inclusive) : edge(inverted),
    to: low ? at(low.value, low.inclusive) : edge(inverted + 1),
  }
}

const closed = (prefix: Buffer): KeyRange => ({
  from: prefix,
  to: writer.reset().raw(prefix).byte(AFTER).take(),
})

/**
 * 1 or -1 if reading the index forwards or backwards gives the order, else 0. Fields fixed to one value
 * drop out of the order. A multikey index gives one only behind its array: under one element a document stands once.
 */
function sortDirection(index: KeyedTable, order: Order, eq: number, query: Query): number {
  if (order.length === 0) return 1
  if (index.multikey.slice(eq).includes(true)) return 0
  // Only of its own fields does the index know that no array stands there, which would sort by any element.
  const fixed = (path: string): boolean =>
    index.fields.some((field, i) => field.path === path && !index.multikey[i]) &&
    pointsOf(query.bounds.get(path))?.length === 1
  let at = eq
  let direction = 0
  for (const [path, wanted] of order) {
    if (fixed(path)) continue
    while (at < index.fields.length && index.fields[at]!.path !== path && fixed(index.fields[at]!.path)) at++
    const field = index.fields[at]
    if (!field || field.path !== path) return 0
    const needed = field.descending ? -wanted : wanted
    if (direction === 0) direction = needed
    else if (direction !== needed) return 0
    at++
  }
  return direction === 0 ? 1 : direction
}
