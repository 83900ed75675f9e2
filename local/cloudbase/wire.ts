import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminRequest } from './engine/request'
import { DatabaseError, invalidParam } from './errors'

/** A request holds a document of 16 MB and its wrapping at most. */
const MAX_BODY_BYTES = 40 * 1024 * 1024

/** Reads and parses a request. A body which is too large is read to its end, so that an answer arrives. */
export async function readRequest(req: IncomingMessage): Promise<AdminRequest> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  if (length > MAX_BODY_BYTES) {
    throw new DatabaseError('EXCEED_REQUEST_SIZE_LIMIT', `the request is larger than ${MAX_BODY_BYTES} bytes`)
  }
  let body: unknown
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw invalidParam('the request is not valid JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidParam('the request is no object')
  return body
}

/** Answers with HTTP 200 also for errors, as CloudBase does: the SDK drops the body of any other status. */
export function answer(res: ServerResponse, body: Record<string, unknown>): void {
  if (res.destroyed) return
  const text = JSON.stringify(body)
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  res.end(text)
}
