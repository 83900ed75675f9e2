import type { Context } from '../context'
import { fieldKey } from '../field-key'
import { removals } from '../removals'
import type { Doc } from '../collections'
import type { Change, Filter } from '../database'
import type { TrailPart } from '../trail'
import type { HoldingCollection, HoldStore, Mark, Want } from './model'

/** The changes of a document of something scarce: one conditional update each, which says whether it happened. */

/** Part of every change of the numbers. */
function touched<K extends HoldingCollection>(ctx: Context, store: HoldStore<K>): Change<HoldingCollection> {
  return { rev: ctx.db._.inc(1), ...store.touch }
}

async function changed<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  where: Filter<HoldingCollection>,
  change: Change<HoldingCollection>,
): Promise<boolean> {
  return (await ctx.db.change(store.collection as HoldingCollection, where, change)) > 0
}

/** Takes what an owner wants that holds nothing here yet, if there is so much. */
export function takeHold<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  owner: string,
  { quantity, limit }: Pick<Want, 'quantity' | 'limit'>,
): Promise<boolean> {
  const { _ } = ctx.db
  const at = ctx.clock.now()
  const path = `holds.${fieldKey(owner)}`
  const counted = limit === undefined ? {} : store.counter?.only
  return changed(
    ctx,
    store,
    { _id: id, available: _.gte(quantity - (limit ?? 0)), [path]: _.exists(false), ...counted },
    {
      available: _.inc(-quantity),
      [path]: _.set({ quantity, at, claims: 1 }),
      watchAt: _.min(at),
      ...touched(ctx, store),
    },
  )
}

/** Makes the document of a thing that only counts, with its first hold in it. `false` when there is one already. */
export function makeHeld<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  { thing, quantity, limit }: Want,
): Promise<boolean> {
  if (!store.counter || limit === undefined || quantity > limit) return Promise.resolve(false)
  const at = ctx.clock.now()
  const fresh = store.counter.fresh(thing)
  const holds = { [fieldKey(owner)]: { quantity, at, claims: 1 } }
  const first = { available: fresh.available - quantity, holds, watchAt: at, rev: fresh.rev + 1 }
  return ctx.db.insert<K>(store.collection, { ...fresh, ...first, ...store.touch })
}

/** Counts one more try of the owner on the hold that it has. */
export function claimHold<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  owner: string,
  quantity: number,
): Promise<boolean> {
  const path = `holds.${fieldKey(owner)}`
  return changed(
    ctx,
    store,
    { _id: id, [`${path}.quantity`]: quantity },
    { [`${path}.claims`]: ctx.db._.inc(1), [`${path}.at`]: ctx.clock.now() },
  )
}

/** Takes one of several claims off a hold. */
export function dropClaim<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  owner: string,
): Promise<boolean> {
  const { _ } = ctx.db
  const path = `holds.${fieldKey(owner)}.claims`
  return changed(ctx, store, { _id: id, [path]: _.gt(1) }, { [path]: _.inc(-1) })
}

/**
 * Ends a hold of `quantity`: `used` of it is used up, the rest can be had again. `only` narrows the hold that is meant.
 */
export function endHold<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  hold: { id: string; owner: string; quantity: number; used: number },
  only: { claims?: number; at?: number } = {},
): Promise<boolean> {
  const { _ } = ctx.db
  const path = `holds.${fieldKey(hold.owner)}` as const
  const where: Filter<HoldingCollection> = { _id: hold.id, [`${path}.quantity`]: hold.quantity }
  if (only.claims !== undefined) where[`${path}.claims`] = only.claims
  if (only.at !== undefined) where[`${path}.at`] = only.at
  return changed(ctx, store, where, {
    [path]: _.remove(),
    available: _.inc(hold.quantity - hold.used),
    [store.used]: _.inc(hold.used),
    ...touched(ctx, store),
  })
}

/**
 * Adds `delta` to what can be had, once for each `token`, and never below 0. `used` changes what counts as used up, and
 * `more` is what else stands in the update.
 */
export function bookMark<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  token: string,
  mark: Omit<Mark, 'at'>,
  { used = 0, more = {} }: { used?: number; more?: TrailPart } = {},
): Promise<boolean> {
  const { _ } = ctx.db
  const at = ctx.clock.now()
  const where: Filter<HoldingCollection> = { _id: id, [`marks.${fieldKey(token)}`]: _.exists(false) }
  if (mark.delta < 0) where['available'] = _.gte(-mark.delta)
  const counts = used === 0 ? {} : { [store.used]: _.inc(used) }
  const change = {
    available: _.inc(mark.delta),
    [`marks.${fieldKey(token)}`]: _.set({ ...mark, at }),
    watchAt: _.min(at),
    ...counts,
    ...touched(ctx, store),
    ...more,
  }
  return changed(ctx, store, where, change)
}

/** Takes a mark back together with what it added; `more` is what else stands in the update. */
export function unbookMark<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  token: string,
  delta: number,
  more: TrailPart = {},
): Promise<boolean> {
  const { _ } = ctx.db
  return changed(
    ctx,
    store,
    { _id: id, [`marks.${fieldKey(token)}.delta`]: delta },
    { available: _.inc(-delta), [`marks.${fieldKey(token)}`]: _.remove(), ...touched(ctx, store), ...more },
  )
}

/** Forgets marks that nobody can try again. */
export function forgetMarks<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  id: string,
  tokens: readonly string[],
): Promise<boolean> {
  const { _ } = ctx.db
  const marks = tokens.map((token) => `marks.${fieldKey(token)}`)
  return changed(ctx, store, { _id: id }, { ...removals(_, marks), rev: _.inc(1) })
}

/**
 * Says when to look at a document again. With `rev` only if nothing has changed since: that is how the watch ends.
 */
export function watchAgain<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  seen: Doc<K>,
  at: number,
  rev?: number,
): Promise<boolean> {
  const where: Filter<HoldingCollection> = { _id: seen._id, watchAt: seen.watchAt }
  if (rev !== undefined) where['rev'] = rev
  return changed(ctx, store, where, { watchAt: at })
}
