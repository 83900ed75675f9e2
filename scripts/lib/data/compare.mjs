import { isDeepStrictEqual } from 'node:util'
import { documentsOf } from './file.mjs'
import { orderOf } from './shop.mjs'

/**
 * Walks file and shop side by side, each by id, and tells of every document on one side only, or another on both.
 *
 * @param hear `missing(name, document)`: in the file only; `strange(name, id)`: in the shop only; `different(name, id)`
 */
export async function compare({ versions, walk }, file, { missing, strange, different }) {
  const wanted = documentsOf(file)
  let next = await wanted.next()
  // A file has its collections in any order; a shop is walked in the order of the file, and the rest afterwards.
  const left = new Set(Object.keys(versions))
  while (!next.done) {
    const [name] = next.value
    left.delete(name)
    const there = walk(name)
    let own = await there.next()
    while ((!next.done && next.value[0] === name) || !own.done) {
      const document = !next.done && next.value[0] === name ? next.value[1] : undefined
      const order = document === undefined ? 1 : own.done ? -1 : orderOf(document._id, own.value._id)
      if (order < 0) await missing(name, document)
      if (order > 0) await strange(name, own.value._id)
      if (order === 0 && !isDeepStrictEqual(document, own.value)) await different(name, document._id)
      if (order <= 0) next = await wanted.next()
      if (order >= 0) own = await there.next()
    }
  }
  for (const name of left) for await (const { _id } of walk(name)) await strange(name, _id)
}

/** Counts what is not the same, and keeps the first few for words. */
export function createDifferences() {
  const found = { missing: [], strange: [], different: [] }
  const counts = { missing: 0, strange: 0, different: 0 }
  const note = (kind) => (name, one) => {
    counts[kind] += 1
    if (found[kind].length < 5) found[kind].push(`${name}/${typeof one === 'string' ? one : one._id}`)
  }
  const WORDS = {
    missing: 'only in the file',
    strange: 'only in the shop',
    different: 'not the same in both',
  }
  return {
    counts,
    hear: { missing: note('missing'), strange: note('strange'), different: note('different') },
    lines: () =>
      Object.entries(counts).flatMap(([kind, count]) =>
        count === 0 ? [] : [`${count} ${WORDS[kind]}: ${found[kind].join(', ')}${count > 5 ? ', …' : ''}`],
      ),
  }
}
