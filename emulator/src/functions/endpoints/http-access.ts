import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, readBody, send, urlOf } from '../../base'
import { DIES_HEADER } from '../../faults'
import { HTTP_BODY_LIMIT_BYTES } from '../http'
import type { Runner } from '../runner'

/** `/functions/<name>/…`: a function as HTTP access reaches it. @throws HttpError 404 when it has none */
export async function httpAccess(
  runner: Runner | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request)
  const [, name = '', rest = ''] = /^\/functions\/([\w-]+)(\/.*)?$/.exec(url.pathname) ?? []
  if (!runner?.answersHttp(name)) throw new HttpError(404, 'no function answers here over HTTP')
  // One byte more than the limit is enough to see that it is too large.
  const body = await readBody(request, HTTP_BODY_LIMIT_BYTES)
  const { [DIES_HEADER]: dies, ...sent } = request.headers
  const headers = Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [key, Array.isArray(value) ? value.join() : (value ?? '')]),
  )
  const answer = await runner.invokeHttp(
    name,
    { method: request.method ?? 'GET', path: rest || '/', search: url.searchParams, headers, body },
    dies === 'before' || dies === 'after' ? dies : undefined,
  )
  send(response, answer.status, answer.headers, answer.body)
}
