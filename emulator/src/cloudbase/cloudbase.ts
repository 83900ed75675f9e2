import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ShopClock } from '../base/clock'
import type { CollectionSpec } from './collections'
import { Engine, type EngineStats } from './engine/engine'
import type { Read } from './engine/reads'
import type { AdminRequest, Answer } from './engine/request'
import { DatabaseError } from './errors'
import { parseOrder } from './query/sort'
import { answer, readRequest } from './wire'
import type { Doc } from './value/types'

/** An operation that was answered. */
export interface OperationReport {
  readonly action: string
  readonly collection?: string
  /** Real time from the arrival of the request to its answer. */
  readonly durationMs: number
  /** The instance of a function which asked, if one did. */
  readonly instance?: string
  /** How its documents were found: which index served, how much was looked at. Empty when it failed. */
  readonly reads: readonly Read[]
  /** The code of the error it was answered with. */
  readonly code?: string
}

export interface CloudbaseOptions {
  /** The SQLite file, or `:memory:`. One process opens it at a time. */
  file: string
  /** The shop's clock, which `db.serverDate()` reads. */
  clock: ShopClock
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
  /** Creates missing collections and indexes; what is there and the same is left alone. */
  ensureCollections(specs: readonly CollectionSpec[]): void
  /** The index which serves a query (`scan` for none, `_id_` for the id). */
  explain(collection: string, query: Doc, order?: Record<string, 1 | -1>): { index: string }
  stats(): EngineStats
  /** Empties all collections and keeps their indexes. */
  reset(): void
  close(): void
}

/** Opens the database half of the local cloud. */
export function createCloudbase(options: CloudbaseOptions): Cloudbase {
  const engine = new Engine(options)
  if (options.indexes) engine.ensureCollections(options.indexes)
  let requests = 0

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startedAt = performance.now()
    const requestId = `local-${(++requests).toString(36)}`
    let request: AdminRequest = {}
    let result: Answer
    let reads: readonly Read[] = []
    try {
      request = await readRequest(req)
      ;({ answer: result, reads } = await engine.submit(request, () => res.destroyed))
    } catch (error) {
      result = errorAnswer(error)
    }
    answer(res, { requestId, ...result })
    options.onOperation?.({
      action: typeof request.action === 'string' ? request.action : '',
      collection: typeof request.collectionName === 'string' ? request.collectionName : undefined,
      durationMs: performance.now() - startedAt,
      instance: /[?&]instance=([^&]+)/.exec(req.url ?? '')?.[1],
      reads,
      ...(typeof result['code'] === 'string' ? { code: result['code'] } : {}),
    })
  }

  return {
    handle,
    ensureCollections: (specs) => engine.ensureCollections(specs),
    explain: (collection, query, order = {}) => {
      const { index } = engine.explain(collection, query, parseOrder(order))
      return { index }
    },
    stats: () => engine.statistics(),
    reset: () => engine.reset(),
    close: () => engine.close(),
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof DatabaseError) return { code: error.code, message: error.message }
  return { code: 'SYS_ERR', message: error instanceof Error ? error.message : 'internal error' }
}
