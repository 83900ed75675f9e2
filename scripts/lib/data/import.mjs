import { compare, createDifferences } from './compare.mjs'
import { checkFile } from './file.mjs'

const AT_ONCE = 100

/**
 * Puts a file's shop into an environment that is empty, whose shop is only begun, or that holds a part of it since an
 * import died. Nothing is written before the whole file is found right and nothing else is found in the shop;
 * afterwards they are compared.
 *
 * @throws Error saying what is wrong; what is in the shop stays
 */
export async function importShop(shop, file, say) {
  await checkFile(file, shop.versions)
  const before = createDifferences()
  await compare(shop, file, before.hear)
  const { missing, strange, different } = before.counts
  if (strange > 0 || different > 0)
    throw new Error(
      ['The environment holds something else, and nothing was written:', ...before.lines()].join('\n'),
    )
  if (missing === 0) return say(`the shop is what ${file} says: nothing had to be written`)
  await shop.clear()
  await insertMissing(shop, file)
  const after = createDifferences()
  await compare(shop, file, after.hear)
  if (after.lines().length > 0)
    throw new Error(['Written, but not the same afterwards; start again:', ...after.lines()].join('\n'))
  say(`${missing} documents written; the shop is what ${file} says`)
}

async function insertMissing(shop, file) {
  let batch = { name: undefined, documents: [] }
  const flush = async () => {
    if (batch.documents.length > 0) await shop.add(batch.name, batch.documents)
    batch = { name: undefined, documents: [] }
  }
  await compare(shop, file, {
    async missing(name, document) {
      if (batch.name !== name || batch.documents.length === AT_ONCE) await flush()
      batch.name = name
      batch.documents.push(document)
    },
    // Somebody came in meanwhile: the comparison afterwards tells.
    strange: () => undefined,
    different: () => undefined,
  })
  await flush()
}
