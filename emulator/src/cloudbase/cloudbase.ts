import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kept, MovableClock } from '../base'
import type { CollectionSpec } from './collections'
import { LOCAL_CREDENTIALS } from './credentials'
import { Engine, type EngineStats } from './engine/engine'
import { parseOrder } from './query/sort'
import { createServer, type OperationReport } from './server'
import { createSignatureCheck, type SignedRequest } from './signature'
import type { Doc } from './value/types'

export interface CloudbaseOptions {
  /** The SQLite file, or `:memory:`. One process opens it at a time. */
  file: string
  /** The emulator's clock, which `db.serverDate()` reads. */
  clock: MovableClock
  /** How hard SQLite writes. FULL, the default, survives a power cut; OFF is for tests which do not care. */
  synchronous?: 'FULL' | 'NORMAL' | 'OFF'
  /** Collections and indexes to create at the start. */
  indexes?: readonly CollectionSpec[]
  /** How long a transaction may stay open, in ms of real time; 30 s unless told. */
  transactionLimitMs?: number
  /** Hears each operation when it is answered. */
  onOperation?: (operation: OperationReport) => void
}

export interface Cloudbase {
  /** Answers one `POST /admin` of the SDK. Never rejects: whatever is wrong becomes an error answer. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Checks who signed another request of the SDK. @throws DatabaseError SIGN_PARAM_INVALID */
  checkSignature(request: SignedRequest, params: Readonly<Record<string, unknown>>): void
  /** Creates missing collections and indexes; what is there and the same is left alone. */
  ensureCollections(specs: readonly CollectionSpec[]): void
  /** The index which serves a query (`scan` for none, `_id_` for the id). */
  explain(collection: string, query: Doc, order?: Record<string, 1 | -1>): { index: string }
  stats(): EngineStats
  /** Empties all collections and keeps their indexes. */
  reset(): void
  /** Keeps all documents in memory as they stand: what begins in the same situation many times makes it once. */
  keep(): Kept
  close(): void
}

/** Opens the database half of the emulator. */
export function createCloudbase(options: CloudbaseOptions): Cloudbase {
  const engine = new Engine(options)
  const checkSignature = createSignatureCheck(options.clock, LOCAL_CREDENTIALS)
  if (options.indexes) engine.ensureCollections(options.indexes)
  return {
    handle: createServer(engine, checkSignature, options.onOperation),
    checkSignature,
    ensureCollections: (specs) => engine.ensureCollections(specs),
    explain: (collection, query, order = {}) => {
      const { index } = engine.explain(collection, query, parseOrder(order))
      return { index }
    },
    stats: () => engine.statistics(),
    reset: () => engine.reset(),
    keep: () => engine.keep(),
    close: () => engine.close(),
  }
}
