import { createHash } from 'node:crypto'
import type { Context } from '../context'
import { claimHold, dropClaim, endHold, makeHeld, takeHold } from './changes'
import { sum, summed, type HoldingCollection, type HoldStore, type Want } from './model'
import { pieceOf, piecesOf, type Piece } from './reads'

/** A claim of this try on a hold. */
interface Claim {
  readonly id: string
  readonly quantity: number
}

/**
 * - `short`: there is too little
 * - `missing`: there is no such thing at all
 * - `clash`: the owner already holds another quantity, or the race was lost too often
 */
export type Refusal = 'short' | 'missing' | 'clash'
export interface Refused {
  readonly thing: string
  readonly why: Refusal
}

/** What became of one want, and the claims that this try has on it either way. */
interface Outcome {
  readonly thing: string
  readonly why?: Refusal
  readonly claims: readonly Claim[]
}

/** A race lost so often is left to the owner's next try. */
const TRIES = 5

/**
 * Holds what an owner wants: one conditional update a thing when there is enough, all at once. All or nothing: when
 * one is not to be had, what this try took is given back. The same owner again counts on the holds it has.
 *
 * @returns what was not to be had; nothing of it all is held then, and everything when it is empty
 * @throws RangeError for what cannot be a quantity or an owner
 */
export async function holdAll<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  wants: readonly Want[],
): Promise<Refused[]> {
  assertHoldable(owner, wants)
  const settled = await Promise.allSettled(summed(wants).map((want) => holdOne(ctx, store, owner, want)))
  const outcomes = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const crash = settled.find((one) => one.status === 'rejected')
  const refused = outcomes.flatMap(({ thing, why }) => (why ? [{ thing, why }] : []))
  if (!crash && refused.length === 0) return []
  // After a crash the sweep would find the holds, too; giving them back now is kinder.
  await Promise.allSettled(
    outcomes.flatMap(({ claims }) => claims.map((claim) => unclaim(ctx, store, owner, claim))),
  )
  if (crash) throw crash.reason
  return refused
}

/**
 * Takes back what one successful `holdAll` of these wants claimed. A hold that another try of the same owner counts on
 * stays.
 */
export async function unholdAll<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  wants: readonly Want[],
): Promise<void> {
  await Promise.all(
    summed(wants).map(async ({ thing, quantity, shards = 1 }) => {
      if (shards === 1) return unclaim(ctx, store, owner, { id: store.idOf(thing, 0), quantity })
      for (const { _id, holds } of await piecesOf(ctx, store, thing, owner)) {
        const hold = holds?.[owner]
        if (hold) await unclaim(ctx, store, owner, { id: _id, quantity: hold.quantity })
      }
    }),
  )
}

function holdOne<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  want: Want,
): Promise<Outcome> {
  const isSpread = (want.shards ?? 1) > 1 && want.limit === undefined
  return isSpread ? holdSpread(ctx, store, owner, want) : holdSingle(ctx, store, owner, want)
}

async function holdSingle<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  want: Want,
): Promise<Outcome> {
  const { thing, quantity, limit } = want
  const id = store.idOf(thing, 0)
  const held: Outcome = { thing, claims: [{ id, quantity }] }
  const refused = (why: Refusal): Outcome => ({ thing, why, claims: [] })
  for (let tries = 0; tries < TRIES; tries++) {
    // Whichever there is, the document or none, one of the two takes effect and the other none: one round trip.
    const took = [takeHold(ctx, store, id, owner, want)]
    if (limit !== undefined) took.push(makeHeld(ctx, store, owner, want))
    if ((await Promise.all(took)).includes(true)) return held
    const piece = await pieceOf(ctx, store, id, owner)
    if (!piece && limit === undefined) return refused('missing')
    const hold = piece?.holds?.[owner]
    if (hold && hold.quantity !== quantity) return refused('clash')
    if (hold && (await claimHold(ctx, store, id, owner, quantity))) return held
    if (!hold && (piece?.available ?? 0) + (limit ?? 0) < quantity) return refused('short')
  }
  return refused('clash')
}

/**
 * A thing over several documents: first the one that the owner points to; then one of the others that has enough; then
 * pieces of several. The first one always knows of the hold, if only of 0: a repeated request looks there alone, and
 * would hold a second time once it has enough again.
 */
async function holdSpread<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  want: Want,
): Promise<Outcome> {
  const { thing, quantity } = want
  const shards = want.shards ?? 1
  const first = firstShard(owner, shards)
  const firstId = store.idOf(thing, first)
  if (await takeHold(ctx, store, firstId, owner, want)) {
    return { thing, claims: [{ id: firstId, quantity }] }
  }
  const claims = new Map<string, Claim>()
  const claimed = () => sum([...claims.values()].map((claim) => claim.quantity))
  const outcome = (why?: Refusal): Outcome => ({ thing, claims: [...claims.values()], ...(why && { why }) })
  for (let tries = 0; tries < TRIES; tries++) {
    const pieces = (await piecesOf(ctx, store, thing, owner)).sort(
      (a, b) => ((a.shard - first + shards) % shards) - ((b.shard - first + shards) % shards),
    )
    if (pieces.length === 0) return outcome('missing')
    for (const { _id, holds } of pieces) {
      const hold = holds?.[owner]
      if (!hold || claims.has(_id)) continue
      if (await claimHold(ctx, store, _id, owner, hold.quantity)) {
        claims.set(_id, { id: _id, quantity: hold.quantity })
      }
    }
    const missing = quantity - claimed()
    if (missing === 0) return outcome()
    if (missing < 0) return outcome('clash')
    const free = pieces.filter(({ _id }) => !claims.has(_id))
    const chosen = choose(free, missing)
    if (!chosen) return outcome('short')
    const knows = claims.has(firstId) || !pieces.some(({ _id }) => _id === firstId)
    const parts = knows || chosen[0]?.id === firstId ? chosen : [{ id: firstId, quantity: 0 }, ...chosen]
    for (const part of parts) {
      if (await takeHold(ctx, store, part.id, owner, part)) claims.set(part.id, part)
      else if (part.id === firstId) break
    }
    if (claimed() === quantity) return outcome()
  }
  return outcome('clash')
}

/** One document with enough, else pieces of several in order; nothing when all together have too few. */
function choose(pieces: readonly Piece[], quantity: number): Claim[] | undefined {
  const whole = pieces.find(({ available }) => available >= quantity)
  if (whole) return [{ id: whole._id, quantity }]
  const chosen: Claim[] = []
  let missing = quantity
  for (const { _id, available } of pieces) {
    const part = Math.min(missing, available)
    if (part > 0) chosen.push({ id: _id, quantity: part })
    missing -= Math.max(part, 0)
  }
  return missing === 0 ? chosen : undefined
}

/** Takes this try's claim off; whoever takes the last one gives the hold back. */
async function unclaim<K extends HoldingCollection>(
  ctx: Context,
  store: HoldStore<K>,
  owner: string,
  { id, quantity }: Claim,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await endHold(ctx, store, { id, owner, quantity, used: 0 }, { claims: 1 })) return
    if (await dropClaim(ctx, store, id, owner)) return
  }
}

/** The document that an owner's hold of a thing over several begins with. */
export function firstShard(owner: string, shards: number): number {
  return createHash('sha256').update(owner).digest().readUInt32BE(0) % shards
}

/** A negative quantity would give instead of take, and an owner with a dot would not be one field. */
function assertHoldable(owner: string, wants: readonly Want[]): void {
  if (!/^[^.$]+$/.test(owner)) throw new RangeError(`${owner} cannot hold anything`)
  for (const { thing, quantity } of wants) {
    if (Number.isSafeInteger(quantity) && quantity > 0) continue
    throw new RangeError(`cannot hold ${quantity} of ${thing}`)
  }
}
