import { startTestCloud, type Database, type TestCloud } from '../sdk'
import { Refusal, Unordered, type Build, type Fields } from './rows'

let cloud: TestCloud

/** A database for a file's tables, with these collections. */
export function cloudWith(collections: readonly string[]): () => Database {
  beforeAll(async () => {
    cloud = await startTestCloud({ indexes: collections.map((collection) => ({ collection, indexes: [] })) })
  })
  afterAll(() => cloud.close())
  return () => cloud.db
}

/** Runs a pipeline on a collection through the SDK. */
export async function aggregate(db: Database, name: string, build: Build): Promise<unknown[]> {
  const pipeline = build(db.collection(name).aggregate(), db.command, db.command.aggregate)
  return ((await pipeline.end()) as { data: unknown[] }).data
}

/** Runs stages as they are, also such as the SDK has no method for. */
export async function aggregateRaw(db: Database, name: string, stages: object[]): Promise<unknown[]> {
  const collection = db.collection(name).options({ raw: true } as object)
  return ((await collection.aggregate(stages).end()) as { data: unknown[] }).data
}

/** Puts documents into an emptied collection. */
export async function fill(db: Database, name: string, docs: readonly Fields[]): Promise<void> {
  await db.collection(name).where({}).remove()
  if (docs.length > 0) await db.collection(name).add([...docs])
}

/** Compares what came out, or that it was refused, with what a table states. */
export async function expectOutcome(outcome: Promise<unknown>, expected: unknown): Promise<void> {
  if (expected instanceof Refusal) {
    const error = await outcome.then(
      (value) => ({ value }),
      ({ code, message }: { code: string; message: string }) => ({ code, message }),
    )
    expect(error).toEqual({ code: expected.code, message: expect.stringMatching(expected.message) })
    return
  }
  const value = await outcome
  if (expected instanceof Unordered) expect(inOrder(value as unknown[])).toEqual(inOrder(expected.items))
  else expect(value).toStrictEqual(expected)
}

const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  ) ?? ''

/** In an order of their own, where none is promised. */
const inOrder = (values: unknown[]): unknown[] => [...values].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
