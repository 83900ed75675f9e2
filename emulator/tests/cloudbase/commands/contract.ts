import { collection, index } from '../specs'
import { errorOf, startTestCloud, type Database, type TestCloud } from '../sdk'

/**
 * Tables of what the database's commands do, through the real SDK: documents, a call, and the result or the
 * refusal which the documentation states. Each table names its page.
 */
export type Command = Database['command']

/** Documents by their `_id`, so that a row can name those it finds. */
export type Documents = Record<string, object>

/** What a call is refused with. */
export interface Refusal {
  readonly code: string
  readonly message: RegExp
}

/** The general error of the database, for what MongoDB itself refuses. */
export const refused = (message: RegExp): Refusal => ({ code: 'DATABASE_REQUEST_FAILED', message })

/** An operator which does not exist or is not supported. */
export const noOperator = (message: RegExp): Refusal => ({ code: 'DATABASE_INVALID_OPERRATOR', message })

export const invalid = (message: RegExp): Refusal => ({ code: 'INVALID_PARAM', message })

const isRefusal = (expected: unknown): expected is Refusal =>
  (expected as Partial<Refusal> | null)?.message instanceof RegExp

/** The SDK declares `mod` without its parameters. */
export const mod = (_: Command, ...numbers: unknown[]): unknown =>
  (_ as unknown as { mod(...numbers: unknown[]): unknown }).mod(...numbers)

const raw = { raw: true } as object

let cloud: TestCloud

/** Starts a database for a file of tables. Call it once, at the top. */
export function startContract(): { db(): Database; cloud(): TestCloud } {
  beforeAll(async () => {
    cloud = await startTestCloud({
      indexes: [
        collection('plain'),
        collection('indexed', index('a', false, 'a'), index('a_b', false, '-a.b')),
      ],
    })
  })
  afterAll(() => cloud.close())
  return { db: () => cloud.db, cloud: () => cloud }
}

type QueryOf = (_: Command, db: Database) => object
export type QueryRow = [query: QueryOf, expected: string | Refusal]

const titled = <T extends [() => object, unknown]>(rows: T[]): [string, T][] =>
  rows.map((row) => [String(row[0]).replace(/\s+/g, ' '), row])

/** Rows of queries and the names of the documents they find, in any order; by a scan and by an index alike. */
export function finds(documents: Documents, rows: QueryRow[], options: object = {}): void {
  beforeAll(async () => {
    cloud.server.reset()
    for (const name of ['plain', 'indexed']) await add(name, documents)
  })
  test.each(titled(rows as [() => object, string | Refusal][]))('%s', async (_title, [query, expected]) => {
    const wanted = (query as QueryOf)(cloud.db.command, cloud.db)
    for (const name of ['plain', 'indexed']) {
      const call = cloud.db.collection(name).options(options).where(wanted)
      if (isRefusal(expected)) {
        expect(await errorOf(call.get())).toMatchObject(matching(expected))
        expect(await errorOf(call.count())).toMatchObject(matching(expected))
        continue
      }
      expect(
        names((await call.get()).data)
          .sort()
          .join(' '),
      ).toBe(expected)
      expect((await call.count()).total).toBe(expected.split(' ').filter(Boolean).length)
    }
  })
}

/** Like `finds`, with queries in MongoDB's own words instead of commands. */
export const findsRaw = (documents: Documents, rows: QueryRow[]): void => finds(documents, rows, raw)

export type UpdateRow = [before: object, update: (_: Command) => object, after: object | Refusal]

interface UpdateOptions {
  /** The update is in MongoDB's own words. */
  raw?: boolean
  query?: object
}

/** Rows of a document, an update and the document after it. A refused update leaves it as it was. */
export function updates(rows: UpdateRow[], options: UpdateOptions = {}): void {
  const all = rows.map(([before, update, after]) => {
    const title = `${JSON.stringify(before)}: ${String(update).replace(/\s+/g, ' ')}`
    return [title, before, update, after] as const
  })
  test.each(all)('%s', async (_title, before, update, after) => {
    cloud.server.reset()
    await add('plain', { d: before })
    const found = cloud.db.collection('plain').options(options.raw ? raw : {})
    const call = found.where({ _id: 'd', ...options.query }).update(update(cloud.db.command))
    if (isRefusal(after)) expect(await errorOf(call)).toMatchObject(matching(after))
    else {
      const changes = JSON.stringify(before) === JSON.stringify(after) ? 0 : 1
      expect(await call).toMatchObject({ updated: changes })
    }
    const [document] = (await cloud.db.collection('plain').doc('d').get()).data as object[]
    expect(document).toEqual({ _id: 'd', ...(isRefusal(after) ? before : after) })
  })
}

export const updatesRaw = (rows: UpdateRow[]): void => updates(rows, { raw: true })

/** Adds documents under their names. */
export async function add(name: string, documents: Documents): Promise<void> {
  await cloud.db.collection(name).add(Object.entries(documents).map(([_id, fields]) => ({ _id, ...fields })))
}

export const names = (data: unknown): string[] => (data as { _id: string }[]).map(({ _id }) => _id)

export const matching = ({ code, message }: Refusal): object => ({
  code,
  message: expect.stringMatching(message) as unknown,
})
