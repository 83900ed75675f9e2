import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, readBody, sendJson, sendJsonText } from '../../base'
import { httpStatusOf } from '../errors'
import { EVENT_LIMIT_BYTES, type Runner } from '../runner'

/** Who calls, as in a call from a mini-program; without it the call has no caller. */
const OPENID_HEADER = 'x-wx-openid'

/** `POST /call/<name>`: a function as a client calls it, the event as the body and the answer as JSON. */
export async function call(
  runner: Runner | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = /^\/call\/([\w-]+)$/.exec(request.url ?? '')?.[1]
  if (name === undefined) throw new HttpError(404, 'no such address')
  if (request.method !== 'POST') throw new HttpError(405, 'only POST is answered here')
  // A form of a foreign page cannot send this type.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'only JSON is taken')
  const body = await readBody(request, EVENT_LIMIT_BYTES)
  const openid = request.headers[OPENID_HEADER]
  if (!runner) throw new HttpError(404, `no function ${name}`)
  const event = body.length > 0 ? body.toString('utf8') : '{}'
  const invoked = await runner.invoke(name, event, typeof openid === 'string' ? { openid } : undefined)
  if (invoked.ok) return sendJsonText(response, 200, invoked.text, { 'x-request-id': invoked.requestId })
  const { code, message, requestId } = invoked
  sendJson(response, httpStatusOf(code), { code, message, requestId })
}
