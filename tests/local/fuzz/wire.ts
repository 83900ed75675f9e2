import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import type { Request } from './requests'

/** How a client behaves on the wire, beside what it says. */
export const MANNERS = [
  'right',
  'chunked',
  'huge',
  'wrong chunk size',
  'length too long, then half-closed',
  'length too long, then gone',
  'length too short',
  'two lengths',
  'length and chunks',
  'no end of chunks, then reset',
  'reset without listening',
  'half-closed at once',
  'gone in the headers',
  'slow, and it stays',
  'stranger to this host',
  'no host',
  'flood of headers',
  'long header',
  'old protocol',
  'no protocol at all',
  'pipelined',
  'upgrade',
  'expecting to continue',
] as const
export type Manner = (typeof MANNERS)[number]

export const manners: fc.Arbitrary<Manner> = fc.oneof(
  { arbitrary: fc.constant<Manner>('right'), weight: 30 },
  { arbitrary: fc.constantFrom(...MANNERS), weight: 22 },
)

export interface Heard {
  /** Statuses of the answers; none when the connection was ended instead. */
  readonly statuses: readonly number[]
  readonly text: string
}

/** What stays open: clients which send a little and wait. */
export class Lingering {
  private readonly sockets = new Set<Socket>()

  add(socket: Socket): void {
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
    // So many at once, and no more.
    if (this.sockets.size > 50) [...this.sockets][0]?.destroy()
  }

  leave(): void {
    for (const socket of this.sockets) socket.destroy()
  }
}

function written({ method, path, headers, body }: Request, more: readonly string[] = []): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${path} HTTP/1.1`, ...lines, ...more, '', body].join('\r\n')
}

/** The bytes of a request, and what becomes of the connection behind them. */
function bytesOf(
  request: Request,
  manner: Manner,
  host: string,
): { text: string; then: 'listen' | 'half-close' | 'reset' | 'destroy' | 'linger' } {
  const length = Buffer.byteLength(request.body)
  const usual = [`host: ${host}`, 'connection: close']
  const measured = [...usual, `content-length: ${length}`]
  const headless = written({ ...request, body: '' }, [...usual, 'transfer-encoding: chunked'])
  const chunk = `${length.toString(16)}\r\n${request.body}\r\n`
  switch (manner) {
    case 'right':
      return { text: written(request, measured), then: 'listen' }
    case 'chunked':
      return { text: `${headless}${length > 0 ? chunk : ''}0\r\n\r\n`, then: 'listen' }
    case 'huge': {
      const huge = { ...request, body: request.body + ' '.repeat(9 * 1024 * 1024) }
      return {
        text: written(huge, [...usual, `content-length: ${Buffer.byteLength(huge.body)}`]),
        then: 'listen',
      }
    }
    case 'wrong chunk size':
      return { text: `${headless}zz\r\n${request.body}\r\n0\r\n\r\n`, then: 'listen' }
    case 'length too long, then half-closed':
      return { text: written(request, [...usual, `content-length: ${length + 100}`]), then: 'half-close' }
    case 'length too long, then gone':
      return { text: written(request, [...usual, `content-length: ${length + 100}`]), then: 'destroy' }
    case 'length too short':
      return {
        text: written(request, [...usual, `content-length: ${Math.floor(length / 2)}`]),
        then: 'listen',
      }
    case 'two lengths':
      return { text: written(request, [...measured, 'content-length: 3']), then: 'listen' }
    case 'length and chunks':
      return { text: written(request, [...measured, 'transfer-encoding: chunked']), then: 'listen' }
    case 'no end of chunks, then reset':
      return { text: headless + chunk.repeat(20), then: 'reset' }
    case 'reset without listening':
      return { text: written(request, measured), then: 'reset' }
    case 'half-closed at once':
      return { text: written(request, measured), then: 'half-close' }
    case 'gone in the headers':
      return { text: written(request, measured).slice(0, 30), then: 'destroy' }
    case 'slow, and it stays':
      return { text: written(request, [...usual, 'content-length: 1000000']), then: 'linger' }
    case 'stranger to this host':
      return { text: written(request, ['host: evil.example', ...measured.slice(1)]), then: 'listen' }
    case 'no host':
      return { text: written(request, measured.slice(1)), then: 'listen' }
    case 'flood of headers': {
      const flood = Array.from({ length: 3_000 }, (_, i) => `x-${i}: y`)
      return { text: written(request, [...measured, ...flood]), then: 'listen' }
    }
    case 'long header':
      return { text: written(request, [...measured, `x-long: ${'y'.repeat(100_000)}`]), then: 'listen' }
    case 'old protocol':
      return { text: written(request, measured).replace('HTTP/1.1', 'HTTP/0.9'), then: 'listen' }
    case 'no protocol at all':
      return { text: `\u0016\u0003\u0001${request.body.slice(0, 500)}\r\n\r\n`, then: 'half-close' }
    case 'pipelined':
      return {
        text:
          written(request, [`host: ${host}`, `content-length: ${length}`]).repeat(5) +
          written(request, measured),
        then: 'listen',
      }
    case 'upgrade':
      return { text: written(request, [...measured, 'upgrade: websocket']), then: 'listen' }
    case 'expecting to continue':
      return { text: written(request, [...measured, 'expect: 100-continue']), then: 'listen' }
  }
}

/** An answer is slow on a busy machine; this only ends what hangs. */
const PATIENCE_MS = 60_000

/** Sends a request in a manner, and hears what comes until the connection ends. @throws Error when it never does */
export function send(url: string, request: Request, manner: Manner, lingering: Lingering): Promise<Heard> {
  const { hostname, port, host } = new URL(url)
  return new Promise((resolve, reject) => {
    const { text, then } = bytesOf(request, manner, host)
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const parts: Buffer[] = []
    const done = (): void => {
      clearTimeout(timer)
      const heard = Buffer.concat(parts).toString('utf8')
      const statuses = [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
      resolve({ statuses, text: heard })
      if (then !== 'linger') socket.destroy()
    }
    // eslint-disable-next-line no-restricted-syntax -- ends what hangs
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no answer to: ${manner} ${text.slice(0, 1_000)}`))
    }, PATIENCE_MS)
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      // A stream of events has no end.
      if (part.includes('text/event-stream')) done()
    })
    socket.on('error', done)
    socket.on('end', done)
    socket.on('close', done)
    socket.write(text, () => {
      if (then === 'half-close') socket.end()
      else if (then === 'reset') socket.resetAndDestroy()
      else if (then === 'destroy') socket.destroy()
      else if (then === 'linger') {
        lingering.add(socket)
        done()
      }
    })
  })
}
