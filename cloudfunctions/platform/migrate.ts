import type { RawDatabase } from './database'
import type { Migrated, Migration } from './migration'
import type { Personal } from './personal'
import type { MigrationDoc } from './platform.collections'
import { removals } from './removals'
import type { Stored, UntypedFind } from './untyped'
import { eachOf } from './work'

/**
 * Runs migrations over what is stored. It may die at any moment and be started again, by several at once too: every
 * document is one conditional update, and where a run stands is written down after each page.
 */

const MIGRATIONS = 'migrations'
const PAGE = 200
const AT_ONCE = 8
/** How often a document that functions keep changing is reckoned anew. */
const TRIES = 20

/** What a migration would do, or did. */
export interface MigrationCounts {
  readonly id: string
  readonly collection: string
  readonly what: string
  /** Documents of the version before. */
  documents: number
  /** How many of them change beyond their version. */
  changes: number
}

export interface MigrationRun {
  readonly db: RawDatabase
  readonly migrations: readonly Migration[]
  /** For what a migration seals. */
  readonly personal: Personal
  readonly now: () => number
}

/** More migrations than a shop will ever have. */
const ALL = 1_000

/**
 * The migrations that are not done, in their order, with where each stands. One trip.
 * @throws Error when one that is not known here has changed documents: what would run is older than what is stored
 */
export async function pendingMigrations({
  db,
  migrations,
}: Pick<MigrationRun, 'db' | 'migrations'>): Promise<
  { migration: Migration; record: MigrationDoc | undefined }[]
> {
  const found = (await findIn(db, MIGRATIONS, { where: {}, limit: ALL })) as unknown as MigrationDoc[]
  const records = new Map(found.map((record) => [record._id, record]))
  const known = new Set(migrations.map(({ id }) => id))
  const strange = found
    .filter(({ _id, phase }) => phase !== 'before' && !known.has(_id))
    .map(({ _id }) => _id)
  if (strange.length > 0)
    throw new Error(
      `the stored documents were changed by a newer release (${strange.sort().join(', ')}), and there is no way back: take that release, or a backup from before it`,
    )
  return migrations
    .map((migration) => ({ migration, record: records.get(migration.id) }))
    .filter(({ record }) => record?.phase !== 'done')
}

/**
 * Counts what the pending migrations would do, and changes nothing. Of several for one collection each counts what
 * stands at the version it takes now.
 */
export async function previewMigrations(run: Omit<MigrationRun, 'now'>): Promise<MigrationCounts[]> {
  const all: MigrationCounts[] = []
  for (const { migration } of await pendingMigrations(run)) {
    const counts = nothingOf(migration)
    for await (const page of pagesOf(run.db, migration, '')) {
      for (const document of page) {
        if (versionOf(document) === migration.version - 1)
          count(counts, migration.change(document, true, run.personal))
      }
    }
    all.push(counts)
  }
  return all
}

/**
 * Runs the pending migrations, one after the other. `before` the new functions are there: every document that stands.
 * `after`: what functions of before have inserted meanwhile; then a migration is done. `alone`, when no functions run:
 * both in one.
 *
 * @throws when a document keeps changing under it; what is done stays done, and it may be started again
 */
export async function runMigrations(
  run: MigrationRun,
  phase: 'before' | 'after' | 'alone',
): Promise<MigrationCounts[]> {
  const all: MigrationCounts[] = []
  for (const { migration, record } of await pendingMigrations(run)) {
    const known = record ?? (await begin(run, migration))
    const mine = phase === 'alone' ? known.phase : phase
    if (known.phase !== mine) continue
    all.push(await runOne(run, migration, known.position, mine, phase !== 'before'))
    const next = phase === 'before' ? 'after' : 'done'
    if (next === 'done') await verify(run, migration)
    await run.db.change(
      MIGRATIONS,
      { _id: migration.id, phase: mine },
      { phase: next, position: '', ...(next === 'done' && { finishedAt: run.now() }) },
    )
  }
  return all
}

/**
 * Nothing of an older version is left, which the counting of pages alone does not prove.
 * @throws Error otherwise; the phase begins again with the next run
 */
async function verify({ db }: MigrationRun, { id, collection, version }: Migration): Promise<void> {
  const { _ } = db
  const older = _.or([{ v: _.lt(version) }, { v: _.exists(false) }]) as unknown as object
  const left = await findIn(db, collection, { where: older, fields: ['v'], limit: ALL })
  if (left.length === 0) return
  await db.change(MIGRATIONS, { _id: id }, { position: '' })
  throw new Error(
    `${id}: ${left.length} documents of ${collection} are still of an older version: run it again`,
  )
}

async function begin({ db, now }: MigrationRun, { id }: Migration): Promise<MigrationDoc> {
  const fresh: MigrationDoc = { _id: id, phase: 'before', position: '', startedAt: now() }
  if (await db.insert(MIGRATIONS, { ...fresh, v: 1 })) return fresh
  return (await db.get(MIGRATIONS, id)) as unknown as MigrationDoc
}

const nothingOf = ({ id, collection, what }: Migration): MigrationCounts => ({
  id,
  collection,
  what,
  documents: 0,
  changes: 0,
})

function count(counts: MigrationCounts, change: Migrated | null): void {
  counts.documents += 1
  if (change) counts.changes += 1
}

/** What is found; nothing in a collection that is not there yet. */
async function findIn(db: RawDatabase, name: string, options: UntypedFind): Promise<Stored[]> {
  try {
    return await db.find(name, options)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'DATABASE_COLLECTION_NOT_EXIST') return []
    throw error
  }
}

const versionOf = ({ v }: Stored): number => v ?? 1

/**
 * All documents of the collection with the fields that the migration reads, in the order of their ids. No `eachPage`:
 * that knows the documents as they are now, and needs a request's context; here they are older ones, of which nothing
 * is known, and there is a database only.
 */
async function* pagesOf(db: RawDatabase, migration: Migration, position: string): AsyncGenerator<Stored[]> {
  for (let after = position; ;) {
    const page = await findIn(db, migration.collection, {
      where: { _id: db._.gt(after) },
      orderBy: [['_id', 'asc']],
      fields: [...migration.reads, 'v'],
      limit: PAGE,
    })
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)?._id ?? ''
  }
}

async function runOne(
  run: MigrationRun,
  migration: Migration,
  position: string,
  phase: MigrationDoc['phase'],
  last: boolean,
): Promise<MigrationCounts> {
  const again = phase === 'after' && migration.again === true
  const counts = nothingOf(migration)
  for await (const page of pagesOf(run.db, migration, position)) {
    const failures: unknown[] = []
    await eachOf(page, AT_ONCE, (document) =>
      bringOver(run, migration, document, counts, { again, last }).catch(
        (error: unknown) => void failures.push(error),
      ),
    )
    if (failures.length > 0) throw failures[0]
    await run.db.change(MIGRATIONS, { _id: migration.id }, { position: page.at(-1)?._id ?? '' })
  }
  return counts
}

/** Brings one document over, reckoned anew when somebody changes it meanwhile. */
async function bringOver(
  { db, personal }: MigrationRun,
  migration: Migration,
  found: Stored,
  counts: MigrationCounts,
  { again, last }: { again: boolean; last: boolean },
): Promise<void> {
  const { collection, version, reads } = migration
  let document: Stored | undefined = found
  for (let tries = 0; tries < TRIES; tries++) {
    if (!document) return
    const isNew = versionOf(document) === version
    if (versionOf(document) !== version - 1 && !(again && isNew)) return
    const change = migration.change(document, last, personal)
    if (isNew && !change) return
    const changed = await db.change(collection, asRead(db, document, reads), {
      ...asUpdate(db, change),
      v: version,
    })
    if (changed > 0) {
      count(counts, change)
      return
    }
    const where = { _id: document._id }
    const anew: Stored[] = await db.find(collection, { where, fields: [...reads, 'v'], limit: 1 })
    document = anew[0]
  }
  throw new Error(`${migration.id}: ${collection}/${found._id} keeps changing`)
}

/** The document as long as nobody has changed its version or a field that the change was reckoned from. */
function asRead({ _ }: RawDatabase, document: Stored, reads: readonly string[]): object {
  const conditions = ['v', ...reads].map((field) => {
    const value = document[field]
    return [field, value === undefined ? _.exists(false) : _.eq(value)] as const
  })
  return { ...Object.fromEntries(conditions), _id: document._id }
}

function asUpdate({ _ }: RawDatabase, change: Migrated | null): object {
  const set = Object.entries(change?.set ?? {}).map(([path, value]) => [path, _.set(value)] as const)
  return { ...Object.fromEntries(set), ...removals(_, change?.remove ?? []) }
}
