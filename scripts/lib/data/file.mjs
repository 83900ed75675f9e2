import { createHash } from 'node:crypto'
import fs from 'node:fs'
import readline from 'node:readline'
import { orderOf } from './shop.mjs'

export const FORMAT = 'banyan-shop-1'

/** The file's lines as they are read, with their numbers. @throws when it cannot be read */
async function* linesOf(file) {
  const lines = readline.createInterface({ input: fs.createReadStream(file, 'utf8'), crlfDelay: Infinity })
  let number = 0
  for await (const text of lines) {
    number += 1
    yield { text, number }
  }
}

function parsed(text, number) {
  try {
    const value = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below.
  }
  throw new Error(`line ${number} is no JSON object`)
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Looks at all of the file before anything is done with it: form, shapes, order, ids, counts, and that nothing of it
 * was changed or lost.
 *
 * @returns how many documents of each collection it holds
 * @throws Error naming the line
 */
export async function checkFile(file, versions) {
  const hash = createHash('sha256')
  const counts = Object.fromEntries(Object.keys(versions).map((name) => [name, 0]))
  const seen = new Set()
  let last
  let end
  for await (const { text, number } of linesOf(file)) {
    const wrong = (what) => new Error(`line ${number}: ${what}`)
    if (end) throw wrong('something stands behind the end')
    const line = parsed(text, number)
    if (number === 1) checkHead(line, versions)
    else if (line.end === true) end = line
    else {
      const { in: name, is: document } = line
      if (!Object.hasOwn(counts, name)) throw wrong(`there is no collection ${JSON.stringify(name)}`)
      if (!isObject(document) || typeof document._id !== 'string' || document._id === '')
        throw wrong('a document with an _id is wanted')
      if ((document.v ?? 1) !== versions[name])
        throw wrong(
          `${name}/${document._id} has the shape ${document.v ?? 1}, this release has ${versions[name]}`,
        )
      if (last?.name === name && orderOf(last.id, document._id) >= 0)
        throw wrong(`${name}/${document._id} stands twice, or not in its place`)
      if (last?.name !== name && seen.has(name)) throw wrong(`${name} is in two places`)
      seen.add(name)
      last = { name, id: document._id }
      counts[name] += 1
    }
    if (!end) hash.update(`${text}\n`)
  }
  if (!end) throw new Error('the file has no end: it is not whole')
  for (const [name, count] of Object.entries(counts))
    if ((end.counts?.[name] ?? 0) !== count)
      throw new Error(`${name}: ${count} documents, ${end.counts?.[name]} were written`)
  if (end.sha256 !== hash.digest('hex')) throw new Error('the file was changed after it was written')
  return counts
}

function checkHead({ format, collections }, versions) {
  if (format !== FORMAT) throw new Error(`the file is no shop (${FORMAT})`)
  for (const [name, version] of Object.entries(collections ?? {})) {
    if (!Object.hasOwn(versions, name))
      throw new Error(
        `the file knows a collection ${name}, which this release does not have: take the release that wrote it`,
      )
    if (version > versions[name])
      throw new Error(
        `the file is of a newer release (${name} ${version}, here ${versions[name]}): nothing goes backwards`,
      )
    if (version < versions[name])
      throw new Error(
        `the file is of an older release (${name} ${version}, here ${versions[name]}): import it with that one, then deploy this one with --migrate`,
      )
  }
}

/** The documents of a file that was checked, one collection after the other: `[name, document]`. */
export async function* documentsOf(file) {
  for await (const { text } of linesOf(file)) {
    const { in: name, is: document } = JSON.parse(text)
    if (name !== undefined) yield [name, document]
  }
}
