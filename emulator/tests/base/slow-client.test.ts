import { connect, type Socket } from 'node:net'
import { readBody, send } from '../../src/base/http'
import { listen, type Listening } from '../../src/base/listen'

/** Clients which take their time or never come to an end hold nothing for ever: they are cut off. */
let listening: Listening
/** For clients that are not slow: the machine may be. */
let patient: Listening
let said: string[] = []

beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation((...words) => void said.push(words.join(' ')))
  listening = await listen(0, { headersMs: 200, requestMs: 400 })
  patient = await listen(0, { headersMs: 60_000, requestMs: 600_000 })
  for (const each of [listening, patient]) {
    each.answerWith(async (request, response) => {
      send(response, 200, {}, String((await readBody(request, 1_000)).length))
    })
  }
})
beforeEach(() => {
  said = []
})
afterAll(async () => {
  await listening.close()
  await patient.close()
  jest.restoreAllMocks()
})

/** What a client hears until the server ends the connection. */
function heard(act: (socket: Socket) => void, { port } = listening): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => act(socket))
    let text = ''
    socket.on('data', (part) => (text += String(part)))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
}

const HEAD = 'POST / HTTP/1.1\r\nhost: localhost\r\n'

test.each([
  ['who says nothing', ''],
  ['who stops within the headers', HEAD],
  ['who stops within the body', `${HEAD}content-length: 100\r\n\r\nabc`],
  ['who stops within the chunks', `${HEAD}transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n`],
])('%s is told so and cut off', async (_title, text) => {
  expect(await heard((socket) => socket.write(text))).toMatch(/^HTTP\/1\.1 408 /)
  expect(said).toEqual([])
})

test('who drips a byte at a time is no better off', async () => {
  const text = await heard((socket) => {
    socket.write(`${HEAD}content-length: 1000000\r\n\r\n`)
    // eslint-disable-next-line no-restricted-syntax -- the pace of the client is what is tested
    const drip = (): void => void (socket.destroyed || socket.write('x', () => setTimeout(drip, 10)))
    drip()
  })
  expect(text).toMatch(/^HTTP\/1\.1 408 /)
})

test('a body without an end is not read for ever', async () => {
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  const closed = await new Promise<boolean>((resolve) => {
    const socket = connect(patient.port, '127.0.0.1', () => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`)
      // A write that failed is told before the socket counts as destroyed: going on would never let it.
      const more = (error?: Error | null): void =>
        void (error || socket.destroyed || socket.write(chunk, more))
      more()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(socket.destroyed))
  })
  expect(closed).toBe(true)
})

test.each([
  [
    'a body too large is read to its end and answered',
    `content-length: 2000\r\n\r\n${'x'.repeat(2000)}`,
    413,
  ],
  ['headers beyond 16 KB', `x-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a length that is no number', 'content-length: x\r\n\r\n', 400],
  ['length and chunks at once', 'content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['a right one', 'content-length: 3\r\nconnection: close\r\n\r\nabc', 200],
])('%s', async (_title, rest, status) => {
  const text = await heard((socket) => socket.end(HEAD + rest), patient)
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
})

test('a client which goes away in the middle is no error of the server', async () => {
  await heard(
    (socket) => socket.write(`${HEAD}content-length: 100\r\n\r\nabc`, () => socket.resetAndDestroy()),
    patient,
  )
  const text = await heard(
    (socket) => socket.end(`${HEAD}content-length: 3\r\nconnection: close\r\n\r\nabc`),
    patient,
  )
  expect(text).toMatch(/^HTTP\/1\.1 200 /)
  expect(said).toEqual([])
})
