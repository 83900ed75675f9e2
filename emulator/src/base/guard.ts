import type { IncomingMessage } from 'node:http'
import { HttpError } from './http'

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/**
 * Lets in only what this machine's own pages and processes ask. A foreign page could reach 127.0.0.1 through a
 * name of its own (DNS rebinding: its Host is refused) or by a plain cross-site request (its Origin is refused).
 * @throws HttpError 403
 */
export function assertLocal(request: IncomingMessage): void {
  const { host = '', origin } = request.headers
  if (!LOCAL_HOST.test(host)) throw new HttpError(403, 'only addresses of this machine are answered')
  if (origin !== undefined && origin !== `http://${host}`)
    throw new HttpError(403, 'only pages of this server are answered')
  if (request.headers['sec-fetch-site'] === 'cross-site' && request.method !== 'GET') {
    throw new HttpError(403, 'only pages of this server are answered')
  }
}
