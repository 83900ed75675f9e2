import { httpStatusOf } from './errors'
import type { Invoked } from './types'

/** CloudBase's HTTP access takes text bodies of 100 KB at most. */
export const HTTP_BODY_LIMIT_BYTES = 100 * 1024

export interface IncomingHttp {
  method: string
  /** Behind the function's own path. */
  path: string
  search: URLSearchParams
  headers: Readonly<Record<string, string>>
  body: Buffer
}

export interface OutgoingHttp {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** The event that a function behind an HTTP path gets. */
export function httpEvent(request: IncomingHttp, requestId: string): object {
  const text = request.body.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(request.body)
  return {
    path: request.path,
    httpMethod: request.method,
    headers: request.headers,
    queryStringParameters: Object.fromEntries(request.search),
    requestContext: { requestId, path: request.path, httpMethod: request.method },
    body: isText ? text : request.body.toString('base64'),
    isBase64Encoded: !isText,
  }
}

/** An integrated answer has a `statusCode`; anything else is sent as JSON. */
export function httpAnswer(invoked: Invoked): OutgoingHttp {
  if (!invoked.ok) {
    return json(httpStatusOf(invoked.code), JSON.stringify({ code: invoked.code, message: invoked.message }))
  }
  const value: unknown = JSON.parse(invoked.text)
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) return json(200, invoked.text)
  const { statusCode, headers, body, isBase64Encoded } = value as {
    statusCode: number
    headers?: Record<string, string>
    body?: unknown
    isBase64Encoded?: boolean
  }
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)
  return {
    status: statusCode,
    headers: { ...headers },
    body: Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8'),
  }
}

function json(status: number, text: string): OutgoingHttp {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(text) }
}
