import type { Doc } from '../collections'
import type { Context } from '../context'
import { eachOf, workOff } from '../work'
import { wrongPlaces } from '../wrong-places'
import { endHold, forgetMarks, watchAgain } from './changes'
import { holding } from './holding.schema'
import { MARK_MS, NEVER, type Holding, type HoldingCollection, type HoldStore } from './model'
import { findWatched } from './reads'

const AT_ONCE = 8

/** What is known of the owners of holds and marks. */
export interface Owners<K extends HoldingCollection> {
  /** Whether it still counts on its hold in this document, or what it owes is going to end it. */
  isLive(owner: string, document: Doc<K>): boolean
  /** Whether it may give back again what it gave back, so that the mark has to stay. */
  mayRepeat(owner: string): boolean
}

export interface Sweep<K extends HoldingCollection> {
  /** Longer than a function can run: a hold is taken before its owner exists. */
  readonly olderThanMs: number
  /** The most documents of one sweep; what is left over is found by the next one. */
  readonly limit: number
  /** No document is begun after this instant, ms. */
  readonly until: number
  ownersOf(ids: readonly string[]): Promise<Owners<K>>
}

interface Watched<K extends HoldingCollection> {
  readonly document: Doc<K>
  /** Where somebody wrote it wrong. */
  readonly wrong: readonly string[]
  /** The owners that the documents of the same read name. */
  readonly owners: Owners<K>
}

/**
 * Finds old holds whose owner is not live (a crash between taking and whatever it was taken for, a request that arrived
 * again after its owner had ended) and gives each back exactly once. Forgets old marks. A document that somebody wrote
 * wrong is told in the log and left as it is.
 *
 * @returns how many holds were given back
 */
export async function sweepHolds<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  { olderThanMs, limit, until, ownersOf }: Sweep<K>,
): Promise<number> {
  const now = ctx.clock.now()
  let givenBack = 0
  await workOff<Watched<K>>(ctx, {
    find: async (count) => {
      const documents = await findWatched(ctx, store, now - olderThanMs, count)
      if (documents.length === 0) return []
      const seen = documents.map((document) => ({ document, wrong: wrongPlaces(holding, document) }))
      const right = seen.filter(({ wrong }) => wrong.length === 0)
      const owners = await ownersOf([...new Set(right.flatMap(({ document }) => ownerIdsOf(document)))])
      return seen.map((one) => ({ ...one, owners }))
    },
    one: async ({ document, wrong, owners }) => {
      if (wrong.length > 0) {
        ctx.log.error(`${store.collection}.wrong`, { id: document._id, places: wrong })
        // The others come first from now on.
        await watchAgain(ctx, store, document, now)
        return
      }
      const orphans = Object.entries(document.holds).filter(
        ([owner, hold]) => hold.at <= now - olderThanMs && !owners.isLive(owner, document),
      )
      let [tried, count] = [0, 0]
      await eachOf(orphans, AT_ONCE, async ([owner, { quantity, at, claims }]) => {
        if (ctx.clock.now() > until) return
        tried += 1
        const hold = { id: document._id, owner, quantity, used: 0 }
        // Not the hold that a new try counts on meanwhile.
        if (await endHold(ctx, store, hold, { at, claims })) count += 1
      })
      givenBack += count
      if (tried === orphans.length) await finish(ctx, store, document, { now, count, owners })
    },
    keyOf: ({ document }) => document._id,
    event: `${store.collection}.not_swept`,
    atOnce: AT_ONCE,
    limit,
    until,
  })
  return givenBack
}

/** Forgets the old marks of a document and says when to look at it again. */
async function finish<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  document: Doc<K>,
  seen: { now: number; count: number; owners: Owners<K> },
): Promise<void> {
  const marks = Object.entries(document.marks)
  const old = marks.filter(
    ([, { at, owner }]) => at <= seen.now - MARK_MS && !(owner && seen.owners.mayRepeat(owner)),
  )
  const tokens = old.map(([token]) => token)
  const forgotten = tokens.length > 0 && (await forgetMarks(ctx, store, document._id, tokens))
  const empty = old.length === marks.length && seen.count === Object.keys(document.holds).length
  const rev = document.rev + seen.count + (forgotten ? 1 : 0)
  if (empty && (await watchAgain(ctx, store, document, NEVER, rev))) return
  // Whatever came since is younger than this sweep.
  await watchAgain(ctx, store, document, seen.now)
}

function ownerIdsOf({ holds, marks }: Holding): string[] {
  return [...Object.keys(holds), ...Object.values(marks).flatMap(({ owner }) => owner ?? [])]
}
