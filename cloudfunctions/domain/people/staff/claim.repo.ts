import type { Context } from '../../../platform/context'
import { leavingTrail, type Deed } from '../../../platform/trail'
import type { ClaimTriesDoc, OwnerCodeDoc, StaffDoc } from './staff.model'
import { permissionsOf } from './staff.rules'

const CODES = 'ownerCodes'
const TRIES = 'claimTries'
const STAFF = 'staff'

type Store = Pick<Context, 'db' | 'clock'>

export const findCode = ({ db }: Store, id: string): Promise<OwnerCodeDoc | null> => db.get(CODES, id)

/** Takes a code for this person; false when it is none, void, over or used. */
export async function spendCode(
  ctx: Context,
  id: string,
  by: string,
  before: StaffDoc | null,
  deed: Deed,
): Promise<boolean> {
  const now = ctx.clock.now()
  const { _ } = ctx.db
  const updated = await leavingTrail(ctx, deed, (part) =>
    ctx.db.change(
      CODES,
      { _id: id, usedAt: null, voidAt: null, expiresAt: _.gt(now) },
      {
        usedAt: now,
        usedBy: by,
        requestId: ctx.requestId,
        before: before && _.set({ owner: before.owner === true, permissions: permissionsOf(before) }),
        ...part,
      },
    ),
  )
  return updated > 0
}

/** The deed of a code is done; from here on its document stays as it is. */
export async function finishCode(ctx: Store, id: string): Promise<void> {
  await ctx.db.change(CODES, { _id: id, doneAt: null }, { doneAt: ctx.clock.now() })
}

/** Makes somebody an owner; who is on the staff already keeps the name. */
export async function putOwner({ db }: Store, openid: string, name: string): Promise<void> {
  if ((await db.change(STAFF, { _id: openid }, { owner: true })) > 0) return
  // Two of one person's requests at once: the other one has inserted it.
  if (await db.insert(STAFF, { _id: openid, name, owner: true, permissions: [] })) return
  await db.change(STAFF, { _id: openid }, { owner: true })
}

/**
 * Counts a try of this person; `undefined` when there have been `most` since `spanMs` ago.
 * @returns how many are left now
 */
export async function takeTry(
  { db, clock }: Store,
  openid: string,
  { most, spanMs }: { most: number; spanMs: number },
): Promise<number | undefined> {
  const now = clock.now()
  const { _ } = db
  const recent = { _id: openid, since: _.gt(now - spanMs), tries: _.lt(most) }
  const another = async (): Promise<number | undefined> => {
    const taken = await db.changeAndGet(TRIES, recent, { tries: _.inc(1) })
    return taken ? most - taken.tries : undefined
  }
  const left = await another()
  if (left !== undefined) return left
  const past = { _id: openid, since: _.lte(now - spanMs) }
  if ((await db.change(TRIES, past, { since: now, tries: 1 })) > 0) return most - 1
  const first: ClaimTriesDoc = { _id: openid, since: now, tries: 1 }
  if (await db.insert(TRIES, first)) return most - 1
  // Somebody's first tries, or the first ones of a new span, came at once.
  return another()
}

/** Since when this person's tries are counted. */
export async function triesSince({ db, clock }: Store, openid: string): Promise<number> {
  return (await db.get(TRIES, openid))?.since ?? clock.now()
}

/** The owner, if there is one. */
export async function findOwner({ db }: Store): Promise<string | undefined> {
  const [owner] = await db.find(STAFF, { where: { owner: true }, fields: ['owner'], limit: 1 })
  return owner?._id
}

/** Whether somebody is the owner: one trip. */
export const hasOwner = async (store: Store): Promise<boolean> => (await findOwner(store)) !== undefined

/** The code that can still be used, if there is one. */
export async function findOpenCode({ db, clock }: Store): Promise<OwnerCodeDoc | undefined> {
  const where = { usedAt: null, voidAt: null, expiresAt: db._.gt(clock.now()) }
  const [code] = await db.find(CODES, { where, limit: 1 })
  return code
}

/** Adds a code; those before it are void from here on. False when there is one like it. */
export async function replaceCodes({ db, clock }: Store, code: OwnerCodeDoc): Promise<boolean> {
  await db.change(CODES, { usedAt: null, voidAt: null }, { voidAt: clock.now() })
  return db.insert(CODES, code)
}
