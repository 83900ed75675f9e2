import cloudbase from '@cloudbase/node-sdk'
import { seams } from '../../cloudfunctions/collected/seams'
import type { Context, MemberContext, StaffContext } from '../../cloudfunctions/platform/context'
import {
  rawDatabase,
  wrapDatabase,
  type Database,
  type RawDatabase,
} from '../../cloudfunctions/platform/database'
import type { FileStore, PayGateway, WechatApi } from '../../cloudfunctions/platform/ports'
import { collections as collected } from '../../cloudfunctions/collected/collections'
import { indexesOf, type CollectionSpecs } from '../../cloudfunctions/platform/collections'
import { createSeal } from '../../cloudfunctions/platform/seal'
import { createLocalPersonal } from '../../local/personal'
import type { MovableClock } from '../../emulator/src/base'
import {
  startCloudbaseServer,
  type CloudbaseServer,
  type CollectionSpec,
  type OperationReport,
} from '../../emulator/src/cloudbase'
import { NOON } from './noon'
import { PATIENCE_MS } from './until'

/** An index of a test's own collection: its keys by name, 1 or -1. */
export const indexOf = (keys: Record<string, 1 | -1>): CollectionSpec['indexes'][number] => ({
  IndexName: Object.keys(keys).join('_'),
  MgoKeySchema: {
    MgoIsUnique: false,
    MgoIndexKeys: Object.entries(keys).map(([Name, way]) => ({ Name, Direction: way === 1 ? '1' : '-1' })),
  },
})

/** A clock that stands still until it is moved. */
export interface TestClock extends MovableClock {
  set(at: number): void
}

export { NOON }

export function createTestClock(startAt = NOON): TestClock {
  let at = startAt
  const listeners = new Set<() => void>()
  const moveTo = (next: number) => {
    at = next
    for (const listener of [...listeners]) listener()
  }
  return {
    now: () => at,
    // eslint-disable-next-line no-restricted-properties -- how far it is from the machine's
    offsetMs: () => at - Date.now(),
    advance: (ms) => moveTo(at + ms),
    set: moveTo,
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: Record<string, unknown>
}

/** One operation that reached the database. */
export interface Trip {
  readonly action: string
  readonly collection?: string
}

/** How a mall stood at a moment. */
export interface Situation {
  /** The same for the same documents at the same time. */
  readonly digest: string
  /** Brings it about again, as often as it is called; the log is empty then. */
  restore(): void
}

/** A mall on a database of its own: the real SDK, a clock that is moved, ids that are counted. */
export interface TestMall {
  readonly server: CloudbaseServer
  readonly ctx: Context
  readonly db: Database
  /** The database as migrations see it. */
  readonly raw: RawDatabase
  readonly clock: TestClock
  readonly log: LogLine[]
  /** The same context as a member's. */
  as(openid: string): MemberContext
  /** The same context as the owner's, as the door makes it. */
  asStaff(openid?: string): StaffContext
  /** Runs `body` and tells the operations that reached the database meanwhile. */
  tripsOf<T>(body: () => Promise<T>): Promise<{ result: T; trips: Trip[] }>
  /** Empties the database and the log and sets the clock back. */
  reset(): void
  /** Keeps the situation as it stands: documents, clock and the ids that come next. */
  keep(): Situation
  close(): Promise<void>
}

const unused = (name: string) =>
  new Proxy(
    {},
    { get: (_, method) => () => Promise.reject(new Error(`${name}.${String(method)} is not there`)) },
  )

/** What nearly every test takes for granted: WeChat lets people read what others write. */
const passing: Pick<WechatApi, 'checkText' | 'checkPicture'> = {
  checkText: async ({ text }) => ({ kind: 'ok', value: text.includes('违禁词') ? 'risky' : 'pass' }),
  checkPicture: async ({ address }) => ({ kind: 'ok', value: `trace of ${address}` }),
}

/** Storage that holds what was put; tests of the real way to it run on the local cloud. */
export function filesInMemory(): FileStore {
  const kept = new Set<string>()
  return {
    async put(path) {
      const fileId = `cloud://test.local-bucket/${path}`
      kept.add(fileId)
      return { kind: 'ok', value: fileId }
    },
    addresses: async (fileIds) => ({
      kind: 'ok',
      value: new Map(
        fileIds
          .filter((id) => kept.has(id))
          .map((id) => [id, id.replace('cloud://test.local-bucket/', 'https://files.example/')]),
      ),
    }),
  }
}

export interface TestParts {
  pay?: PayGateway
  wechat?: WechatApi
  files?: FileStore
  /** Collections of a domain of the tests, typed like those of the mall. */
  collections?: CollectionSpecs
  /** Collections of no domain, for what works on any. */
  rows?: readonly CollectionSpec[]
  /** Hears how each operation was served. */
  onOperation?: (report: OperationReport) => void
}

/** Starts a mall in memory with all collections and indexes. */
export async function startTestMall(parts: TestParts = {}): Promise<TestMall> {
  const collections = { ...collected, ...parts.collections }
  const clock = createTestClock()
  const log: LogLine[] = []
  let trips: Trip[] = []
  let counter = 0
  const server = await startCloudbaseServer({
    synchronous: 'OFF',
    clock,
    indexes: [...indexesOf(collections), ...(parts.rows ?? [])],
    onOperation(report) {
      const { action, collection } = report
      trips.push({ action, ...(collection && { collection }) })
      parts.onOperation?.(report)
    },
  })
  Object.assign(process.env, server.env)
  const env = cloudbase.SYMBOL_CURRENT_ENV as unknown as string
  const app = cloudbase.init({ env, keepalive: true, timeout: PATIENCE_MS })
  const sdk = app.database()
  const db = wrapDatabase(sdk, collections)
  const write =
    (level: LogLine['level']) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      log.push({ level, event, fields })
    }
  const ctx: Context = {
    db,
    clock,
    ids: { random: (length = 16) => (counter++).toString(36).padStart(length, '0').slice(-length) },
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    pay: parts.pay ?? (unused('pay') as PayGateway),
    wechat: parts.wechat ?? ({ ...passing, __proto__: unused('wechat') } as unknown as WechatApi),
    files: parts.files ?? filesInMemory(),
    seams,
    seal: createSeal('secret of the test'),
    personal: createLocalPersonal(nonceOf(() => counter++)),
    appId: 'wxtest0000000001',
    mchid: '1900000001',
    requestId: 'test',
  }
  return {
    server,
    ctx,
    db,
    raw: rawDatabase(sdk),
    clock,
    log,
    as: (openid) => ({ ...ctx, openid }),
    asStaff: (openid = 'oStaff') => staffOf(ctx, openid),
    async tripsOf(body) {
      trips = []
      const result = await body()
      return { result, trips: [...trips] }
    },
    reset() {
      server.reset()
      log.length = 0
      counter = 0
      clock.set(NOON)
    },
    keep() {
      const kept = server.keep()
      const [at, made] = [clock.now(), counter]
      return {
        digest: `${kept.digest} ${at}`,
        restore() {
          kept.restore()
          log.length = 0
          counter = made
          clock.set(at)
        },
      }
    },
    close: () => server.close(),
  }
}

/** A nonce that is counted, so that the same work seals the same texts. */
function nonceOf(next: () => number): (size: number) => Buffer {
  return (size) => {
    const nonce = Buffer.alloc(size)
    nonce.writeUInt32BE(next())
    return nonce
  }
}

/** A context as the door makes it for the owner. */
export const staffOf = (ctx: Context, openid: string): StaffContext => ({
  ...ctx,
  openid,
  staff: { _id: openid, name: '沈禾', owner: true, permissions: [] },
})

/** What stops a function in the middle of its work. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/**
 * A context whose process dies at its database operation number `at` (the first is 1): before it reaches the
 * database, or after it took effect and before the answer arrived. All later operations fail, too.
 */
export function crashing<C extends Context>(ctx: C, at: number, when: 'before' | 'after' = 'before'): C {
  let count = 0
  const fragile =
    (operation: Operation): Operation =>
    async (...args) => {
      count += 1
      if (count > at || (count === at && when === 'before')) throw new Crash(`operation ${count}`)
      const answer = await operation(...args)
      if (count >= at) throw new Crash(`answer of operation ${count}`)
      return answer
    }
  // Within a transaction each operation may be the last one, and so may the commit; what was not committed is lost.
  const commit = fragile(() => Promise.resolve(undefined))
  const transaction: Database['transaction'] = async (body) => {
    let late: unknown
    const result = await ctx.db.transaction(async (inside) => {
      const answer = await body(eachOperation(inside, fragile))
      if (when === 'before') await commit()
      return answer
    })
    if (when === 'after') await commit().catch((error: unknown) => (late = error))
    if (late) throw late
    return result
  }
  return { ...ctx, db: { ...eachOperation(ctx.db, fragile), transaction } }
}

/**
 * A context whose database operation number `at` (the first is 1) reaches the database twice, of which the second
 * answer is heard. `onDoubled` is called then.
 */
export function doubling<C extends Context>(ctx: C, at: number, onDoubled: () => void): C {
  let count = 0
  const doubled =
    (operation: Operation): Operation =>
    async (...args) => {
      count += 1
      if (count === at) {
        onDoubled()
        await operation(...args)
      }
      return operation(...args)
    }
  const transaction: Database['transaction'] = (body) =>
    ctx.db.transaction((inside) => body(eachOperation(inside, doubled)))
  return { ...ctx, db: { ...eachOperation(ctx.db, doubled), transaction } }
}

export type Operation = (...args: unknown[]) => Promise<unknown>

/** The same operations, each behind `wrap`; the commands `_` and `$` reach no database. */
export function eachOperation<O extends object>(operations: O, wrap: (operation: Operation) => Operation): O {
  const apart = ['_', '$', 'transaction']
  return Object.fromEntries(
    Object.entries(operations).map(([name, part]) => [
      name,
      apart.includes(name) ? (part as unknown) : wrap(part as Operation),
    ]),
  ) as O
}

/** Calls `onOperation` for each database operation that is tried. */
export function counting(ctx: Context, onOperation: () => void): Context {
  const db = Object.fromEntries(
    Object.entries(ctx.db).map(([name, part]) => [
      name,
      typeof part === 'function'
        ? (...args: unknown[]) => {
            onOperation()
            return (part as (...args: unknown[]) => unknown)(...args)
          }
        : part,
    ]),
  ) as unknown as Context['db']
  return { ...ctx, db }
}
