import type { Value } from '../value/types'
import type { Rec } from './record'

/** Shared by all collections: how much memory documents may take. */
export class CacheBudget {
  private used = 0
  private readonly caches = new Set<RecordCache>()

  constructor(private readonly bytes: number) {}

  join(cache: RecordCache): void {
    this.caches.add(cache)
  }

  /** Notes `bytes` more; over half of the budget the young generation grows old and the old one goes. */
  spend(bytes: number): void {
    this.used += bytes
    if (this.used <= this.bytes / 2) return
    this.used = 0
    for (const cache of this.caches) cache.age()
  }
}

/** The name of an `_id` among the cached ones, or undefined for an `_id` of a rare type. */
export function idName(id: Value | undefined): string | undefined {
  if (typeof id === 'string') return `s${id}`
  return typeof id === 'number' ? `n${id}` : undefined
}

/** Documents in two generations: close to an LRU, at the cost of two map look-ups. */
export class RecordCache {
  private young = new Map<number, Rec>()
  private old = new Map<number, Rec>()
  private youngIds = new Map<string, Rec>()
  private oldIds = new Map<string, Rec>()

  constructor(private readonly budget: CacheBudget) {
    budget.join(this)
  }

  byRow(row: number): Rec | undefined {
    const rec = this.young.get(row)
    if (rec) return rec
    const aged = this.old.get(row)
    if (aged) this.add(aged)
    return aged
  }

  byId(name: string): Rec | undefined {
    const rec = this.youngIds.get(name)
    if (rec) return rec
    const aged = this.oldIds.get(name)
    if (aged) this.add(aged)
    return aged
  }

  add(rec: Rec): void {
    const { row, name } = rec
    if (name !== undefined && this.youngIds.get(name) !== rec) this.youngIds.set(name, rec)
    if (this.young.get(row) === rec) return
    this.young.set(row, rec)
    this.budget.spend(rec.bound * 2 + 200)
  }

  drop({ row, name }: Rec): void {
    this.young.delete(row)
    this.old.delete(row)
    if (name === undefined) return
    this.youngIds.delete(name)
    this.oldIds.delete(name)
  }

  age(): void {
    this.old = this.young
    this.oldIds = this.youngIds
    this.young = new Map()
    this.youngIds = new Map()
  }

  clear(): void {
    this.age()
    this.age()
  }
}
