import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A bill that is not what it has to be: nothing of it counts. The message says what and where, never a value. */
export class BillProblem extends Error {
  override readonly name = 'BillProblem'
}

/** Far beyond a day of a large shop, far below the memory of a function. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_LINE = 64 * 1024

/**
 * Reads a bill line by line as it arrives, unpacks it when it is packed, and compares its SHA-1 at the end: what
 * `onLine` was told counts only when this resolves. The hash is that of the unpacked file with its byte order mark.
 * @throws BillProblem when the file is too large, no UTF-8 or not the one that was promised; what the network throws
 */
export async function readBillFile(
  body: Readable,
  sha1: string,
  onLine: (line: string) => void,
): Promise<void> {
  const hash = createHash('sha1')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let rest = ''
  const take = (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MAX_LINE) throw new BillProblem('a line without end')
    for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
  for await (const chunk of unpacked(body)) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new BillProblem(`more than ${MAX_BYTES} bytes`)
    hash.update(chunk)
    take(decode(decoder, chunk))
  }
  take(decode(decoder))
  if (rest) onLine(rest)
  if (hash.digest('hex') !== sha1.toLowerCase()) throw new BillProblem('the SHA-1 does not match')
}

/** GZIP is known by its first bytes: what lies between WeChat Pay and us may have unpacked it already. */
async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await chunks.next()
  if (first.done) return
  const head = Buffer.from(first.value)
  const whole = Readable.from(restored(head, chunks))
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const gunzip = createGunzip()
    whole.on('error', (error) => gunzip.destroy(error))
    yield* whole.pipe(gunzip) as AsyncIterable<Buffer>
  } else yield* whole as AsyncIterable<Buffer>
}

async function* restored(head: Buffer, others: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await others.next(); !next.done; next = await others.next()) yield next.value
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw new BillProblem('not UTF-8')
  }
}
