import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { download, send, whyNoAnswer } from './http'

let answer: (request: IncomingMessage, response: ServerResponse) => void
let server: Server
let url = ''
let connections = 0
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response))
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const post = (part: object = {}) =>
  send({ method: 'POST', url, headers: {}, body: '{"a":"ü"}', timeoutMs: 5_000, ...part })
const whyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => whyNoAnswer(error),
  )

test('sends the body with its length and hears status, headers and bytes, over one connection', async () => {
  const heard: unknown[] = []
  answer = async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    heard.push([request.method, request.headers['content-length'], Buffer.concat(parts).toString()])
    response.writeHead(201, { 'X-Twice': ['a', 'b'] }).write('one ')
    response.end('two')
  }
  const before = connections
  for (let i = 0; i < 3; i++) {
    const { status, headers, bytes } = await post()
    expect([status, headers['x-twice'], bytes.toString()]).toEqual([201, 'a, b', 'one two'])
  }
  expect(heard).toEqual(Array(3).fill(['POST', '10', '{"a":"ü"}']))
  expect(connections - before).toBe(1)
})

test('a redirect is an answer, and is not followed', async () => {
  let asked = 0
  answer = (_, response) => {
    asked += 1
    response.writeHead(302, { Location: url }).end()
  }
  expect((await post()).status).toBe(302)
  expect(asked).toBe(1)
})

test('no answer in time, before it begins and in its middle, is a time-out', async () => {
  answer = () => {}
  expect(await whyOf(post({ timeoutMs: 50 }))).toBe('timeout')
  answer = (_, response) => void response.writeHead(200).write('half')
  expect(await whyOf(post({ timeoutMs: 50 }))).toBe('timeout')
})

test('a connection that ends says so, is not tried again, and a file that ends early fails while it is read', async () => {
  let asked = 0
  answer = (request) => {
    asked += 1
    request.socket.destroy()
  }
  expect(await whyOf(post())).toBe('ECONNRESET')
  expect(asked).toBe(1)
  answer = (request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('half', () => request.socket.destroy())
  }
  const { status, body } = await download({ method: 'GET', url, headers: {}, timeoutMs: 5_000 })
  expect(status).toBe(200)
  expect(await whyOf(body.toArray())).toBe('ECONNRESET')
  expect(await whyOf(post({ url: 'http://127.0.0.1:9/' }))).toBe('ECONNREFUSED')
})
