import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buyerOf, COLLECTION, digits, shopOf } from './documents'
import { OPERATIONS, type OperationName } from './operations'
import { openSdk } from './sdk'

/** What the SDK sends for an operation on document `n`, head and body, byte by byte. */
export type Request = (n: number) => Buffer

/** The number of a document whose own number, shop and buyer are found in nothing else of a request. */
const MARK = 8_181_818
const MARKS = [digits, shopOf, buyerOf] as const

/** Takes down what the SDK sends for an operation. Its signature stays that of the first: nobody checks it here. */
export async function recordRequest(name: OperationName, url: string): Promise<Request> {
  let taken = ''
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { rawHeaders, method, url: path } = request
      let head = `${method} ${path} HTTP/1.1\r\n`
      for (let i = 0; i < rawHeaders.length; i += 2) head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`
      taken = `${head}\r\n${Buffer.concat(parts).toString('utf8')}`
      response.end('{"requestId":"recorded","data":{"list":[],"insertedIds":[],"updated":0,"total":0}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const database = await openSdk(`http://${address}`)
  await OPERATIONS[name].run(database.collection(COLLECTION), database.command, MARK)
  server.closeAllConnections()
  server.close()
  const text = taken.replace(address, new URL(url).host)
  const pieces = text.split(new RegExp(`(${MARKS.map((mark) => mark(MARK)).join('|')})`))
  const marks = pieces.map((piece) => MARKS.find((mark) => mark(MARK) === piece))
  return (n) => Buffer.from(pieces.map((piece, i) => marks[i]?.(n) ?? piece).join(''))
}
