import type { IncomingMessage, ServerResponse } from 'node:http'

/** A refusal with a status; its message goes to whoever asked. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** True for the error of a client which went away in the middle of its request: nobody waits for an answer. */
export function isBrokenOff(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ECONNRESET'
}

/** What is thrown away behind a limit before the connection is ended: a body without an end has no answer. */
const MOST_IGNORED_BYTES = 64 * 1024 * 1024

/** Reads a body of at most `limit` bytes. @throws HttpError 413 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  const { socket } = request
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= limit) parts.push(part)
    else if (size > limit + MOST_IGNORED_BYTES) socket.destroy()
  }
  if (size > limit) throw new HttpError(413, 'the body is too large')
  return Buffer.concat(parts, size)
}

/** The address of a request. @throws HttpError 400 when it is none */
export function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://local')
  } catch {
    throw new HttpError(400, 'not an address')
  }
}

/** Reads a small JSON object. @throws HttpError 400 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = await readBody(request, 64 * 1024)
  try {
    const value: unknown = body.length > 0 ? JSON.parse(body.toString('utf8')) : {}
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {
    // Falls through: what is no JSON is no object either.
  }
  throw new HttpError(400, 'the body is no JSON object')
}

export function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers })
  response.end(body)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendJsonText(response, status, JSON.stringify(value))
}

export function sendJsonText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  send(
    response,
    status,
    { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    text,
  )
}
