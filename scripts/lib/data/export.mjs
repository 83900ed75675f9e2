import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { FORMAT } from './file.mjs'

/**
 * Writes a shop into a file of JSON lines, a document each, as it is read. The file has its name only once it is whole;
 * it holds names, addresses and telephone numbers, so nobody else may read it.
 *
 * @throws Error when a document holds what JSON does not
 */
export async function exportShop({ versions, walk }, file, say) {
  const part = `${file}.part`
  const out = fs.createWriteStream(part, { mode: 0o600 })
  const failed = once(out, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => undefined)
  const hash = createHash('sha256')
  const write = async (line) => {
    const text = `${JSON.stringify(line)}\n`
    hash.update(text)
    if (!out.write(text)) await Promise.race([once(out, 'drain'), failed])
  }
  await write({ format: FORMAT, at: new Date().toISOString(), collections: versions })
  const counts = {}
  for (const name of Object.keys(versions)) {
    counts[name] = 0
    for await (const document of walk(name)) {
      if (!isDeepStrictEqual(JSON.parse(JSON.stringify(document)), document))
        throw new Error(`${name}/${document._id} holds something that JSON does not`)
      await write({ in: name, is: document })
      counts[name] += 1
    }
  }
  const sha256 = hash.digest('hex')
  out.end(`${JSON.stringify({ end: true, counts, sha256 })}\n`)
  await Promise.race([once(out, 'finish'), failed])
  fs.renameSync(part, file)
  const documents = Object.values(counts).reduce((sum, count) => sum + count, 0)
  say(`${documents} documents of ${Object.values(counts).filter(Boolean).length} collections in ${file}`)
}
