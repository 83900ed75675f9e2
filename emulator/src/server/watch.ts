import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** What whoever calls `watch()` is told. */
export const NOT_SUPPORTED = 'watch() is not supported locally'

/**
 * „NoAuthentication“: the one reason to close after which the SDK gives up, and calls `onError`, instead of trying
 * again.
 */
const GIVE_UP = 3050

/** RFC 6455, 1.3. */
const ACCEPT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * `auth.wsWebSign`, with which `watch()` begins: the address that refuses it. Where Node itself has no WebSocket
 * (before 22) the SDK cannot reach any, here or on CloudBase, and hears the refusal at once.
 */
export function signWatch(url: string, envId: string): object {
  if (typeof WebSocket === 'undefined') return { code: 'OPERATION_FAIL', message: NOT_SUPPORTED }
  const wsUrl = `${url.replace(/^http/, 'ws')}/watch`
  return { data: { signStr: 'local', wsUrl, secretVersion: 1, envId } }
}

/** Answers the WebSocket of a `watch()`: opened, and closed for good with the reason. */
export function refuseWatch(request: IncomingMessage, socket: Duplex): void {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}${ACCEPT}`)
    .digest('base64')
  const reason = Buffer.from(NOT_SUPPORTED)
  const code = Buffer.alloc(2)
  code.writeUInt16BE(GIVE_UP)
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  socket.end(Buffer.concat([Buffer.from([0x88, 2 + reason.length]), code, reason]))
}
