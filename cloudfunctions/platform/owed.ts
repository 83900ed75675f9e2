import type { CollectionName, Doc } from './collections'
import type { Context } from './context'
import type { Document } from './database'
import { causeOf } from './log'
import type { Trailed } from './trail'
import { pauseAfter, workOff } from './work'

/**
 * What follows from a change of a document is owed in the same update and carried out afterwards, under ids that
 * follow from the document: twice is once. Any document may owe: it has these fields, its collection an index on
 * `owedAt` and one on `parkedAt`.
 */
export interface Owing extends Document, Trailed {
  /** What is still to be carried out: `<effect>`, or `<effect>:<key>` when there may be several of a kind. */
  owed: string[]
  /** Not before this instant is the next try; absent while nothing is owed. */
  owedAt?: number
  /** What was tried in vain, how often, and why; only of what is still owed. */
  retries?: Retry[]
  /** Since when something here has failed so often that somebody should look; see `PARKED_AFTER`. */
  parkedAt?: number
  /** Grows whenever something comes to be owed, so that only who has seen the latest may shorten the list. */
  revision: number
}

/** The part of an update that is about what a document owes. */
type OwingChange = { [P in keyof Owing]?: unknown }

/** The collections whose documents may owe. */
export type OwingCollection = {
  [K in CollectionName]: Doc<K> extends Owing ? K : never
}[CollectionName]

export interface Retry {
  entry: string
  /** In a row with the same end: failures, or looks at something that is not final yet. */
  tries: number
  /** The error's code, or its message without anything personal; absent when it is only not final yet. */
  cause?: string
}

/**
 * Carries out one effect: idempotent, under ids that follow from document and key. `later`: nothing is wrong, but it
 * is not final yet and has to be looked at again. @throws when it has to be tried again
 */
export type Run<D extends Owing> = (ctx: Context, document: D, key: string) => Promise<'done' | 'later'>

export interface Effect<D extends Owing> {
  /** What it does, in the merchant's words. */
  readonly what: string
  readonly run: Run<D>
  /**
   * Owed once for each thing it is about (a refund, a parcel), so that two do not swallow one another. Without a key,
   * as functions of an earlier version owed it, it waits for the migration that names the thing.
   */
  readonly keyed?: boolean
  /** Carried out with the change itself, before it is answered; the timer finishes what that could not. */
  readonly atOnce?: boolean
  /**
   * Whoever is told something is told at most once, so this comes off the list before it happens: a process that dies
   * in between leaves somebody untold rather than told twice. Everything else comes off when it has happened.
   */
  readonly telling?: boolean
}
export type EffectTable<D extends Owing> = Readonly<Record<string, Effect<D>>>

/** After so many failures an effect is parked: shown to the merchant with its cause, tried once a day and on demand. */
export const PARKED_AFTER = 8
/** What an effect throws when trying again soon cannot help: it is parked at once, with this code as its cause. */
export class RefusedForGood extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

const PARKED_PAUSE_MS = 24 * 3_600_000
const AT_ONCE = 8
/** Documents of one read: at the end of each, most of those at once wait for the last. */
const BATCH = 200
const CAUSE_LENGTH = 120

/** An effect as it stands in `owed`. Keys hold no `:`. */
export const entryOf = (effect: string, key?: string): string =>
  key === undefined ? effect : `${effect}:${key}`

export function readEntry(entry: string): { effect: string; key: string } {
  const at = entry.indexOf(':')
  return at === -1 ? { effect: entry, key: '' } : { effect: entry.slice(0, at), key: entry.slice(at + 1) }
}

/** Effects on the same thing (`stock.…`, `commission.…`) build on each other and keep their order. */
const thingOf = (entry: string): string => readEntry(entry).effect.split('.')[0] ?? entry

/** The part of an update by which effects come to be owed, at once. */
export function owe(ctx: Context, entries: readonly string[]): OwingChange {
  const { _ } = ctx.db
  if (entries.length === 0) return { revision: _.inc(1) }
  return { owed: _.push([...entries]), owedAt: ctx.clock.now(), revision: _.inc(1) }
}

/** What a document that has just been made owes. */
export function owing(entries: readonly string[] = [], now = 0): Omit<Owing, '_id'> {
  return { owed: [...entries], ...(entries.length > 0 && { owedAt: now }), revision: 0 }
}

interface Outcome {
  left: string[]
  retries: Retry[]
  /** What of it was not tried, because something before it failed. */
  held: string[]
}

const nothing = (): Outcome => ({ left: [], retries: [], held: [] })

/**
 * Carries out what a document owes, as far as `table` knows it, and takes it off the list. One that fails holds up
 * only the later ones on the same thing. Never throws: what is left stays owed. Answers what is left.
 *
 * `backOff`: moves the next try away when something is left (the timer, whose table is the whole one); within a call it
 * stays due.
 */
export async function payOwed<K extends OwingCollection>(
  ctx: Context,
  collection: K,
  document: Doc<K>,
  table: EffectTable<Doc<K>>,
  { backOff = false } = {},
): Promise<string[]> {
  const outcome = nothing()
  const toTell: string[] = []
  for (const entry of new Set(document.owed)) {
    const effect = table[readEntry(entry).effect]
    if (effect?.telling) toTell.push(entry)
    else if (isHeldUp(entry, outcome.left)) {
      outcome.held.push(entry)
      keep(document, entry, outcome)
    } else if (effect || backOff) await carryOut(ctx, document, entry, effect, outcome)
    else keep(document, entry, outcome)
  }
  if (!backOff && outcome.left.length === document.owed.length) return outcome.left
  try {
    const isOurs = await shorten(ctx, collection, document, outcome, backOff)
    if (!isOurs) return [...outcome.left, ...toTell]
    for (const entry of toTell) {
      const told = nothing()
      await carryOut(ctx, document, entry, table[readEntry(entry).effect], told)
      if (told.left.length === 0) continue
      outcome.left.push(entry)
      await oweAgain(ctx, collection, document, entry, told.retries)
    }
  } catch (error) {
    ctx.log.error('owed.not_shortened', { collection, id: document._id, cause: causeOf(error) })
  }
  return outcome.left
}

/** Of the same thing, and of the same key where both have one: one refund does not wait for another. */
const isHeldUp = (entry: string, left: readonly string[]): boolean => {
  const { key } = readEntry(entry)
  return left.some((earlier) => {
    if (thingOf(earlier) !== thingOf(entry)) return false
    const before = readEntry(earlier).key
    return key === '' || before === '' || key === before
  })
}

/** Leaves an entry on the list as it stands, with what is known of its failures. */
function keep(document: Owing, entry: string, outcome: Outcome): void {
  outcome.left.push(entry)
  outcome.retries.push(...(document.retries ?? []).filter((one) => one.entry === entry))
}

async function carryOut<D extends Owing>(
  ctx: Context,
  document: D,
  entry: string,
  effect: Effect<D> | undefined,
  outcome: Outcome,
): Promise<void> {
  const before = document.retries?.find((one) => one.entry === entry)
  const triesOf = (failed: boolean) =>
    before && (before.cause !== undefined) === failed ? before.tries + 1 : 1
  try {
    if (!effect) throw new Error('no such effect')
    const { key } = readEntry(entry)
    if (effect.keyed && key === '') throw new Error('owed without its key')
    if ((await effect.run(ctx, document, key)) === 'done') return
    outcome.left.push(entry)
    outcome.retries.push({ entry, tries: triesOf(false) })
  } catch (error) {
    const tries = Math.max(triesOf(true), error instanceof RefusedForGood ? PARKED_AFTER : 0)
    outcome.left.push(entry)
    outcome.retries.push({ entry, tries, cause: causeWords(error) })
    ctx.log[tries === PARKED_AFTER ? 'error' : 'warn']('effect.failed', {
      id: document._id,
      effect: entry,
      tries,
      cause: causeOf(error),
    })
  }
}

function causeWords(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return String(code ?? message ?? error).slice(0, CAUSE_LENGTH)
}

export const isParked = ({ tries, cause }: Retry): boolean => tries >= PARKED_AFTER && cause !== undefined

/** When what was tried in vain is due again, the soonest of it; what it holds up waits for it. */
function nextTry(now: number, { retries, held }: Pick<Outcome, 'retries' | 'held'>): number {
  const pauses = retries
    .filter(({ entry }) => !held.includes(entry))
    .map((retry) => (isParked(retry) ? PARKED_PAUSE_MS : pauseAfter(retry.tries)))
  return now + Math.min(...pauses)
}

/** The part of an update that notes what was tried in vain; `parkedAt` stands while something is parked. */
function noted(ctx: Context, document: Owing, retries: readonly Retry[]): OwingChange {
  const { _ } = ctx.db
  return {
    retries: retries.length > 0 ? _.set([...retries]) : _.remove(),
    parkedAt: retries.some(isParked) ? (document.parkedAt ?? ctx.clock.now()) : _.remove(),
  }
}

/**
 * Shortens what a document owes. Only who saw the latest revision may: whatever came to be owed since stays, and what
 * was carried out is carried out once more, which changes nothing. `false` when it was not ours to shorten: of several
 * at once one is told `true`.
 */
async function shorten(
  ctx: Context,
  collection: OwingCollection,
  document: Owing,
  outcome: Outcome,
  backOff: boolean,
): Promise<boolean> {
  const { _ } = ctx.db
  const { left, retries } = outcome
  const next = backOff ? { owedAt: nextTry(ctx.clock.now(), outcome) } : {}
  const changed = await ctx.db.change(
    collection,
    { _id: document._id, revision: document.revision },
    {
      owed: _.set([...left]),
      ...(left.length === 0 ? { owedAt: _.remove() } : next),
      ...noted(ctx, document, retries),
      revision: _.inc(1),
    },
  )
  return changed === 1
}

/** Puts an entry back on the list that was taken off before it was tried; what else is left stays due when it was. */
async function oweAgain(
  ctx: Context,
  collection: OwingCollection,
  { _id, parkedAt }: Owing,
  entry: string,
  retries: readonly Retry[],
): Promise<void> {
  const { _ } = ctx.db
  const now = ctx.clock.now()
  await ctx.db.change(
    collection,
    { _id },
    {
      owed: _.push([entry]),
      owedAt: _.min(nextTry(now, { retries: [...retries], held: [] })),
      retries: _.push([...retries]),
      ...(retries.some(isParked) && { parkedAt: parkedAt ?? now }),
      revision: _.inc(1),
    },
  )
}

/** What documents are like whose owed effects are due. */
export const isOwing = (ctx: Context) => ({ owedAt: ctx.db._.lte(ctx.clock.now()) })

/** Documents whose owed effects are due, the longest waiting first. */
export function findOwing<K extends OwingCollection>(
  ctx: Context,
  collection: K,
  limit: number,
): Promise<Doc<K>[]> {
  const found = ctx.db.find(collection as OwingCollection, {
    where: isOwing(ctx),
    orderBy: [['owedAt', 'asc']],
    limit,
  })
  return found as Promise<Doc<K>[]>
}

/**
 * The timer's job for one collection: carries out what its documents owe, `limit` documents at most, beginning none
 * after `until`. Answers how many were taken and how many of them still owe something.
 */
export async function payOwing<K extends OwingCollection>(
  ctx: Context,
  collection: K,
  table: EffectTable<Doc<K>>,
  { limit, until }: { limit: number; until: number },
): Promise<{ taken: number; left: number }> {
  let left = 0
  // A context of its own: what effects read for each context, they read once a run.
  const run = { ...ctx }
  const { taken } = await workOff<Doc<K>>(ctx, {
    find: (count) => findOwing(ctx, collection, count),
    one: async (document) => {
      if ((await payOwed(run, collection, document, table, { backOff: true })).length > 0) left += 1
    },
    keyOf: ({ _id }) => _id,
    event: 'owed.failed',
    atOnce: AT_ONCE,
    batch: BATCH,
    limit,
    until,
  })
  return { taken, left }
}
