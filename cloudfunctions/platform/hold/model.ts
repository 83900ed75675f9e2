import { DAY_MS } from '@shared/business-day'
import type { CollectionName, Doc } from '../collections'
import type { Change, Document, Filter } from '../database'

/**
 * Whatever is scarce (pieces of a SKU, a budget in fen, seats, uses a member) is held the same way: what can be had
 * and who holds how much stand in one document, so that taking is one conditional update. A hot thing spreads over
 * several documents, its shards. At all times, in each document and so in all of them together:
 *
 *   began with + given or taken by hand = available + held + used
 */
export interface Holding extends Document {
  /** Which of the thing's documents this is; 0 for a thing with one document. */
  shard: number
  /** What can be had now. */
  available: number
  /** What is held by whom, from taking until it is used or given back. Owners hold no `.`: they are paths. */
  holds: Record<string, Hold>
  /**
   * What was given or taken otherwise, by its token: the same one twice is once. The sweep takes a mark away after
   * `MARK_MS`, when nobody can try it again.
   */
  marks: Record<string, Mark>
  /** Grows with every change. */
  rev: number
  /** Nothing here is older than this instant without having been looked at; `NEVER` when there is nothing. */
  watchAt: number
}

export interface Hold {
  quantity: number
  /** When it was last taken. */
  at: number
  /**
   * How many tries of the owner count on the hold. One that fails takes itself off, and only the last one gives the
   * hold back: a repeated request cannot pull it from under the one that succeeds.
   */
  claims: number
}

export interface Mark {
  at: number
  /** What it added to `available` in this document. */
  delta: number
  /** What its command adds in all documents together; absent when the token says that, too. */
  total?: number
  /** Whose it was; absent when nobody had held it (an adjustment by the merchant). */
  owner?: string
}

/** The collections whose documents are held. */
export type HoldingCollection = {
  [K in CollectionName]: Doc<K> extends Holding ? K : never
}[CollectionName]

/** How the things of a collection are held. */
export interface HoldStore<K extends HoldingCollection> {
  readonly collection: K
  /** The field that says which thing a document belongs to; it has an index. */
  readonly thing: keyof Doc<K> & string
  /** The field that counts what was used up. */
  readonly used: keyof Doc<K> & string
  readonly idOf: (thing: string, shard: number) => string
  /** Part of every change of the numbers: who else has to hear of it. */
  readonly touch?: Change<K>
  /** For things whose limit is said by whoever wants them. */
  readonly counter?: Counter<K>
}

/**
 * A thing whose documents do not know its limit: they begin at 0, are made by the first who wants something, and
 * `available` may go as far below 0 as the limit of the want. One document each: a limit cannot be kept over several.
 */
export interface Counter<K extends HoldingCollection> {
  readonly fresh: (thing: string) => Doc<K>
  /** What tells such a document from one with a limit of its own, to which a want's limit would only be added. */
  readonly only: Filter<K>
}

/** What an owner wants of one thing. */
export interface Want {
  readonly thing: string
  /** A positive integer. */
  readonly quantity: number
  /** Over how many documents the thing spreads; one when absent. */
  readonly shards?: number
  /** For a thing that only counts: what may be held and used in all. */
  readonly limit?: number
}

/** For so long a mark is recognised when it comes again, ms. */
export const MARK_MS = DAY_MS

/** Later than every instant a shop will see (the year 2286), for `watchAt`. */
export const NEVER = 9_999_999_999_999

/** The machine's fields of a document that begins its life with so much. */
export function newHolding(available: number, shard: number): Omit<Holding, '_id'> {
  return { shard, available, holds: {}, marks: {}, rev: 0, watchAt: NEVER }
}

/** What is held by all owners. */
export function heldOf({ holds }: Pick<Holding, 'holds'>): number {
  return sum(Object.values(holds).map(({ quantity }) => quantity))
}

/** One want a thing: an owner has one hold on each, also when several of its lines want the same. */
export function summed(wants: readonly Want[]): Want[] {
  const byThing = new Map<string, Want>()
  for (const want of wants) {
    const before = byThing.get(want.thing)
    byThing.set(want.thing, before ? together(before, want) : want)
  }
  return [...byThing.values()]
}

/** Of two limits both count. */
function together(a: Want, b: Want): Want {
  const limits = [a, b].flatMap(({ limit }) => limit ?? [])
  return {
    thing: a.thing,
    quantity: a.quantity + b.quantity,
    shards: a.shards ?? b.shards,
    ...(limits.length > 0 && { limit: Math.min(...limits) }),
  }
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)
