import type { TrailKind, TrailUnit } from '@shared/contract/trail/limits'
import type { TrailChange } from '@shared/contract/trail/schema'
import { maskPhones } from '@shared/text/phones'
import type { CollectionName, Doc } from './collections'
import type { Context } from './context'
import { derivedId } from './ids'
import { causeOf } from './log'
import { workOff } from './work'

/**
 * The audit trail (操作日志) of the staff: who did what to what, and how it stood before and after. Whatever somebody on
 * the staff changes carries its entry, put into the document by the very update that changes it. From there the row is
 * written at once, or by the timer when the process died in between: under an id that follows from the deed, so twice
 * is once. Rows are only ever added.
 */

/** Who acts: set by the door on commands of the staff. Without it (the timer, a buyer) nothing leaves an entry. */
export interface Acting {
  readonly openid: string
  /** Somebody's name on the staff, as it is that day. */
  readonly name: string
  /** The command, such as `catalog.save`. */
  readonly call: string
}

declare module './context' {
  interface Context {
    readonly acting?: Acting
  }
}

/** What somebody did, in the words of whoever reads it. */
export interface Deed {
  readonly kind: TrailKind
  /** 改商品, 发货. */
  readonly what: string
  readonly subject: { readonly id: string; readonly name: string }
  /** No secrets; of personal data what tells people apart, masked. */
  readonly changes: readonly TrailChange[]
  /** Why, as they typed it. */
  readonly reason?: string | undefined
  /** Which one it is of all deeds by the same command: a version, a token. The same one again is the same row. */
  readonly key: string
}

/** Collection `trail`: one row a deed. */
export interface TrailDoc {
  _id: string
  at: number
  kind: TrailKind
  call: string
  what: string
  openid: string
  /** Instead of the openid, for clients. */
  staffId: string
  name: string
  subject: { id: string; name: string }
  changes: TrailChange[]
  reason?: string
  requestId: string
}

/** A document that the staff changes; its collection has the index `trail: ['trailAt']`. */
export interface Trailed {
  /** Entries whose rows may not stand yet; taken off by the timer when they do. */
  trail?: TrailDoc[]
  /** From then on the timer sees to the entries; absent without any. ms */
  trailAt?: number
}

export type TrailedCollection = { [K in CollectionName]: Doc<K> extends Trailed ? K : never }[CollectionName]

/** The part of an update that leaves the entry. */
export interface TrailPart {
  trail?: unknown
  trailAt?: unknown
}

const TRAIL = 'trail'
/** Longer than any function runs: until then the call itself writes the row, or takes its change back. */
const AFTER_MS = 5 * 60_000
/** Documents of a collection that one run looks at; what is left over comes with the next. */
const LIMIT = 200
const AT_ONCE = 8

/** Somebody on the staff, as clients know them. */
export const staffIdOf = (openid: string): string => derivedId(12, 'staff', openid)

/** A value that was changed; nothing when it is as it was. */
export function changeOf(
  field: string,
  before: string | number | null | undefined,
  after: string | number | null | undefined,
  more: { of?: string | undefined; unit?: TrailUnit } = {},
): TrailChange[] {
  const [was, is] = [before ?? undefined, after ?? undefined]
  if (was === is) return []
  const { of, unit } = more
  const named = { field, ...(of !== undefined && of !== '' && { of }), ...(unit && { unit }) }
  return [{ ...named, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
}

/** The row of a deed that was done at `at` (ms), by this request. */
export function trailRowOf(
  { at, requestId }: Pick<TrailDoc, 'at' | 'requestId'>,
  { openid, name, call }: Acting,
  deed: Deed,
): TrailDoc {
  const { kind, what, subject, changes, reason, key } = deed
  return {
    _id: derivedId(20, 'trail', call, key),
    at,
    kind,
    call,
    what,
    openid,
    staffId: staffIdOf(openid),
    name,
    subject: { id: subject.id, name: maskPhones(subject.name) },
    changes: [...changes],
    ...(reason !== undefined && { reason: maskPhones(reason) }),
    requestId,
  }
}

/**
 * Makes a change that leaves an entry, and writes its row when it has happened. `change` puts the part into its update,
 * or into each of its updates, and answers something false when it did not happen (or was taken back, by `untrail`).
 */
export async function leavingTrail<T>(
  ctx: Context,
  deed: Deed,
  change: (part: TrailPart) => Promise<T>,
): Promise<T> {
  return leaving(ctx, deed, change, (row) => ({ trail: ctx.db._.push([row]), trailAt: row.at + AFTER_MS }))
}

/** The same for a document that begins its life with the entry: the part is its own. */
export async function beginningTrail<T>(
  ctx: Context,
  deed: Deed,
  insert: (part: Trailed) => Promise<T>,
): Promise<T> {
  return leaving(ctx, deed, insert, (row) => ({ trail: [row], trailAt: row.at + AFTER_MS }))
}

async function leaving<T, Part extends TrailPart>(
  ctx: Context,
  deed: Deed,
  act: (part: Part) => Promise<T>,
  partOf: (row: TrailDoc) => Part,
): Promise<T> {
  if (!ctx.acting) return act({} as Part)
  const row = trailRowOf({ at: ctx.clock.now(), requestId: ctx.requestId }, ctx.acting, deed)
  const answer = await act(partOf(row))
  if (answer) await writeRow(ctx, row)
  return answer
}

/**
 * Leaves the row of a deed that changes nothing, such as reading what is masked: before its answer is given, so that
 * nobody has read what no row tells of. Twice under one key is once.
 * @throws when it cannot be written: then nothing may be answered
 */
export async function leaveRow(ctx: Context, deed: Deed): Promise<void> {
  if (!ctx.acting) throw new Error(`${deed.what}: nobody acts`)
  await ctx.db.insert(TRAIL, trailRowOf({ at: ctx.clock.now(), requestId: ctx.requestId }, ctx.acting, deed))
}

/** How long somebody who has looked may look again without another row, ms. */
const LOOK_MS = 10 * 60_000

/** The key of a look at `id`: the same for all looks of one person within the same ten minutes. */
export const lookKey = ({ acting, clock }: Pick<Context, 'acting' | 'clock'>, id: string): string =>
  `${acting?.openid ?? ''} ${id} ${Math.floor(clock.now() / LOOK_MS)}`

/** The part of an update that takes a change back, which takes its entry with it. */
export function untrail(ctx: Context, { key }: Pick<Deed, 'key'>): TrailPart {
  if (!ctx.acting) return {}
  return { trail: ctx.db._.pull({ _id: derivedId(20, 'trail', ctx.acting.call, key) }) }
}

/** Never fails the command: its change stands, and so does the entry from which the timer writes the row. */
async function writeRow(ctx: Context, row: TrailDoc): Promise<void> {
  try {
    await ctx.db.insert(TRAIL, row)
  } catch (error) {
    ctx.log.warn('trail.not_written', { trailId: row._id, cause: causeOf(error) })
  }
}

/**
 * The timer's job: writes the rows that are missing and takes the entries off their documents. Begins nothing after
 * `until`, ms. One round trip a collection when nothing is left.
 */
export async function writeTrails(ctx: Context, until = Infinity): Promise<{ taken: number }> {
  let taken = 0
  for (const collection of trailedCollections(ctx)) {
    const worked = await workOff(ctx, {
      find: (limit) =>
        ctx.db.find(collection, {
          where: { trailAt: ctx.db._.lte(ctx.clock.now()) },
          orderBy: [['trailAt', 'asc']],
          fields: ['trail', 'trailAt'],
          limit,
        }) as Promise<TrailedRow[]>,
      one: (document) => settle(ctx, collection, document),
      keyOf: ({ _id }) => `${collection} ${_id}`,
      event: 'trail.failed',
      atOnce: AT_ONCE,
      limit: LIMIT,
      until,
    })
    taken += worked.taken
  }
  return { taken }
}

type TrailedRow = Trailed & { _id: string }

/** Whoever leaves another entry meanwhile moves `trailAt`, which then stays. */
async function settle(
  ctx: Context,
  collection: TrailedCollection,
  { _id, trail = [], trailAt }: TrailedRow,
): Promise<void> {
  for (const row of trail) await ctx.db.insert(TRAIL, row)
  const { _ } = ctx.db
  await ctx.db.change(collection, { _id, trailAt }, { trail: _.remove(), trailAt: _.remove() })
}

/** The collections whose documents carry entries: those that declare the index. */
export function trailedCollections({ seams }: Pick<Context, 'seams'>): TrailedCollection[] {
  return Object.entries(seams.collections)
    .filter(([, { indexes }]) => indexes !== undefined && TRAIL in indexes)
    .map(([name]) => name as TrailedCollection)
}
