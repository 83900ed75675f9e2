import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Engine } from './engine/engine'
import type { Read } from './engine/reads'
import type { AdminRequest, Answer } from './engine/request'
import { DatabaseError, invalidParam } from './errors'

/** A request holds a document of 16 MB and its wrapping at most. */
const MAX_BODY_BYTES = 40 * 1024 * 1024

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

/** Answers `POST /admin` of the SDK for the database. Never rejects: whatever is wrong becomes an error answer. */
export function createServer(
  engine: Engine,
  checkSignature: (request: IncomingMessage, params: Record<string, unknown>) => void,
  onOperation?: (operation: OperationReport) => void,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  let requests = 0

  return async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startedAt = performance.now()
    const requestId = `local-${(++requests).toString(36)}`
    let request: AdminRequest = {}
    let result: Answer
    let reads: readonly Read[] = []
    try {
      request = await readRequest(req)
      checkSignature(req, request as Record<string, unknown>)
      ;({ answer: result, reads } = await engine.submit(request, () => res.destroyed))
    } catch (error) {
      result = errorAnswer(error)
    }
    answer(res, { requestId, ...result })
    onOperation?.({
      action: typeof request.action === 'string' ? request.action : '',
      collection: typeof request.collectionName === 'string' ? request.collectionName : undefined,
      durationMs: performance.now() - startedAt,
      instance: /[?&]instance=([^&]+)/.exec(req.url ?? '')?.[1],
      reads,
      ...(typeof result['code'] === 'string' ? { code: result['code'] } : {}),
    })
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof DatabaseError) return { code: error.code, message: error.message }
  return { code: 'SYS_ERR', message: error instanceof Error ? error.message : 'internal error' }
}

/**
 * Reads and parses a request. A body which is too large is read to its end, so that an answer arrives, unless it
 * seems to have none.
 */
function readRequest(req: IncomingMessage): Promise<AdminRequest> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const end = (): void => {
      if (length > MAX_BODY_BYTES) return reject(tooLarge)
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      const request = parseRequest(body.toString('utf8'))
      if (request) resolve(request)
      else reject(invalidParam('the request is not a JSON object'))
    }
    // Whoever looked at the beginning has met the end of an empty one.
    if (req.readableEnded) return end()
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= MAX_BODY_BYTES) return void chunks.push(chunk)
      chunks.length = 0
      if (length > 2 * MAX_BODY_BYTES) req.destroy(tooLarge)
    })
    req.on('end', end)
    req.on('error', reject)
    // An error takes its stack along, and every request closes: only one that broke off needs it.
    req.on('close', () => req.readableEnded || reject(invalidParam('the request broke off')))
  })
}

const tooLarge = new DatabaseError(
  'EXCEED_REQUEST_SIZE_LIMIT',
  `the request is larger than ${MAX_BODY_BYTES} bytes`,
)

function parseRequest(text: string): AdminRequest | null {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null
  } catch {
    return null
  }
}

/** Answers with HTTP 200 also for errors, as CloudBase does: the SDK drops the body of any other status. */
function answer(res: ServerResponse, body: Record<string, unknown>): void {
  if (res.destroyed) return
  const text = JSON.stringify(body)
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  res.end(text)
}
