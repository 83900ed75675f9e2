import { compare, createDifferences } from './compare.mjs'
import { checkFile } from './file.mjs'

/**
 * Compares a file with a shop, document by document.
 * @throws Error telling where they differ
 */
export async function verifyShop(shop, file, say) {
  const counts = await checkFile(file, shop.versions)
  const differences = createDifferences()
  await compare(shop, file, differences.hear)
  const lines = differences.lines()
  if (lines.length > 0) throw new Error(lines.join('\n'))
  for (const [name, count] of Object.entries(counts)) if (count > 0) say(`${name}: ${count}`)
  say(`the shop is what ${file} says`)
}
