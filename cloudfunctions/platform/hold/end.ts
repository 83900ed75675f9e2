import type { Context } from '../context'
import { bookMark, endHold } from './changes'
import { summed, type HoldingCollection, type HoldStore, type Want } from './model'
import { firstShard } from './place'
import { piecesOf } from './reads'

/** Turns the holds of an owner into use, once: decided by the update that takes the hold off. */
export function consumeHolds<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  wants: readonly Want[],
): Promise<void> {
  return endHolds(ctx, store, owner, wants, true)
}

/** Gives the holds of an owner back, once: decided by the update that takes the hold off. */
export function releaseHolds<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  wants: readonly Want[],
): Promise<void> {
  return endHolds(ctx, store, owner, wants, false)
}

async function endHolds<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  wants: readonly Want[],
  use: boolean,
): Promise<void> {
  await Promise.all(
    summed(wants).map(async ({ thing, quantity, shards = 1 }) => {
      // Nearly everything has one document: one trip.
      const single = { id: store.idOf(thing, 0), owner, quantity, used: use ? quantity : 0 }
      if (await endHold(ctx, store, single)) {
        // The document that the owner points to knows of the hold, too, if only of 0: left there, the owner's next
        // hold would not find what that document has.
        const first = firstShard(owner, shards)
        if (first !== 0)
          await endHold(ctx, store, { id: store.idOf(thing, first), owner, quantity: 0, used: 0 })
        return
      }
      let unused = use ? quantity : 0
      for (const { _id, holds } of await piecesOf(ctx, store, thing, owner)) {
        const hold = holds?.[owner]
        if (!hold) continue
        // A repeated request may have held a second time on another document: never use more than was wanted.
        const used = Math.min(hold.quantity, unused)
        if (await endHold(ctx, store, { id: _id, owner, quantity: hold.quantity, used })) unused -= used
      }
    }),
  )
}

/**
 * Takes what an owner had used back into what can be had, once for each token. It must have been used before: what an
 * owner gives back of a thing in all is never more than it used of it.
 */
export async function giveBackUsed<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  token: string,
  wants: readonly Want[],
): Promise<void> {
  await Promise.all(
    summed(wants).map(({ thing, quantity }) =>
      bookMark(ctx, store, store.idOf(thing, 0), token, { delta: quantity, owner }, { used: -quantity }),
    ),
  )
}
