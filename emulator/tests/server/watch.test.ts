import { createConnection } from 'node:net'
import { LOCAL_CREDENTIALS, signRequest } from '../../src/cloudbase'
import { startEmulator, type TestEmulator } from './emulator'

/** `watch()` is refused with a reason, at once and for good, instead of being tried for ever. */
let emulator: TestEmulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(async () => {
  delete (globalThis as { WebSocket?: unknown }).WebSocket
  await emulator.close()
})

/** As much of a WebSocket as the SDK uses: opens, and hears the frame that closes it. */
class SmallWebSocket {
  readyState = 0
  onopen?: (event: object) => void
  onclose?: (event: { code: number; reason: string }) => void
  onerror?: (event: object) => void

  constructor(url: string) {
    const { hostname, port, pathname } = new URL(url)
    const socket = createConnection(Number(port), hostname)
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    let heard = Buffer.alloc(0)
    socket.on('data', (data) => {
      heard = Buffer.concat([heard, data])
      const end = heard.indexOf('\r\n\r\n')
      if (end < 0) return
      // The example of RFC 6455, 1.3.
      const accepted = heard.subarray(0, end).includes('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
      const frame = heard.subarray(end + 4)
      if (!accepted || frame.length < 2 || frame.length < 2 + frame[1]!) return
      this.readyState = 1
      this.onopen?.({})
      this.readyState = 3
      this.onclose?.({ code: frame.readUInt16BE(2), reason: frame.toString('utf8', 4) })
      socket.end()
    })
    socket.on('error', (error) => this.onerror?.(error))
  }

  send(): void {}
  close(): void {}
}

const watch = () =>
  new Promise<{ errCode: string; errMsg: string }>((resolve, reject) => {
    emulator
      .app()
      .database()
      .collection('orders')
      .where({ state: 'paid' })
      .watch({ onChange: () => reject(new Error('nothing changes')), onError: resolve as never })
  })

test('with a WebSocket, as in Node 22: onError says so, and the SDK tries no more', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  const error = jest.spyOn(console, 'error').mockImplementation(() => {})
  let opened = 0
  class Counted extends SmallWebSocket {
    constructor(url: string) {
      super(url)
      opened++
    }
  }
  ;(globalThis as { WebSocket?: unknown }).WebSocket = Counted
  expect(await watch()).toMatchObject({
    errCode: 'SDK_DATABASE_REALTIME_LISTENER_WEBSOCKET_CONNECTION_CLOSED',
    errMsg: expect.stringContaining('watch() is not supported locally') as string,
  })
  expect(opened).toBe(1)
  warn.mockRestore()
  error.mockRestore()
})

test('without one, as in Node 20, the SDK’s first question is refused with the reason', async () => {
  delete (globalThis as { WebSocket?: unknown }).WebSocket
  const asked = { action: 'auth.wsWebSign' }
  const answer = await fetch(`${emulator.url}/admin`, {
    method: 'POST',
    headers: signRequest(LOCAL_CREDENTIALS, `${emulator.url}/admin`, asked),
    body: JSON.stringify(asked),
  })
  expect(await answer.json()).toMatchObject({ message: 'watch() is not supported locally' })
})

test('a foreign page’s WebSocket is cut off', async () => {
  const { hostname, port } = new URL(emulator.url)
  const socket = createConnection(Number(port), hostname)
  const heard: Buffer[] = []
  socket.on('data', (data) => heard.push(data))
  socket.write(
    `GET /watch HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: x\r\n\r\n`,
  )
  await new Promise((resolve) => socket.once('close', resolve))
  expect(Buffer.concat(heard).toString()).toBe('')
})
