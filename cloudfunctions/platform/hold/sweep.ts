import type { Doc } from '../collections'
import type { Context } from '../context'
import { endHold, forgetMarks, watchAgain } from './changes'
import { MARK_MS, NEVER, type Holding, type HoldingCollection, type HoldStore } from './model'
import { findWatched } from './reads'

/** Bounds of one sweep; what is left over is found by the next one. */
const DOCUMENTS = 50
const GIVE_BACKS = 500

/** What is known of the owners of holds and marks. */
export interface Owners<K extends HoldingCollection> {
  /** Whether it still counts on its hold in this document, or what it owes is going to end it. */
  isLive(owner: string, document: Doc<K>): boolean
  /** Whether it may give back again what it gave back, so that the mark has to stay. */
  mayRepeat(owner: string): boolean
}

/**
 * Finds holds that are older than `olderThanMs` and whose owner is not live (a crash between taking and whatever it was
 * taken for, a request that arrived again after its owner had ended) and gives each back exactly once. Forgets old
 * marks.
 *
 * `olderThanMs` must be longer than a function can run: a hold is taken before its owner exists.
 *
 * @returns how many holds were given back
 */
export async function sweepHolds<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  olderThanMs: number,
  ownersOf: (ids: readonly string[]) => Promise<Owners<K>>,
): Promise<number> {
  const now = ctx.clock.now()
  const documents = await findWatched(ctx, store, now - olderThanMs, DOCUMENTS)
  if (documents.length === 0) return 0
  const owners = await ownersOf([...new Set(documents.flatMap(ownerIdsOf))])
  let givenBack = 0
  for (const document of documents) {
    const orphans = Object.entries(document.holds).filter(
      ([owner, hold]) => hold.at <= now - olderThanMs && !owners.isLive(owner, document),
    )
    const batch = orphans.slice(0, GIVE_BACKS - givenBack)
    const ended = await Promise.all(
      batch.map(([owner, { quantity, at, claims }]) =>
        endHold(ctx, store, { id: document._id, owner, quantity, used: 0 }, { at, claims }),
      ),
    )
    const count = ended.filter(Boolean).length
    givenBack += count
    if (batch.length < orphans.length) break
    await finish(ctx, store, document, { now, count, owners })
  }
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
