/**
 * A whole shop in a file, and back: `npm run data -- export|import|verify <file>`, of the environment that the
 * variables of the deployment name, or with `--data <folder>` of a local cloud. docs/operations.md says when.
 */
import { parseArgs } from 'node:util'
import { openShop } from './lib/data/shop.mjs'
import { exportShop } from './lib/data/export.mjs'
import { keysNeeded } from './lib/data/keys.mjs'
import { importShop } from './lib/data/import.mjs'
import { verifyShop } from './lib/data/verify.mjs'

const COMMANDS = { export: exportShop, import: importShop, verify: verifyShop }

try {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' } },
    allowPositionals: true,
  })
  const [name = '', file, ...more] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command || !file || more.length > 0)
    throw new Error('usage: npm run data -- export|import|verify <file> [--data <folder of a local cloud>]')
  const shop = await openShop(values.data)
  try {
    await command(shop, file, console.log)
    for (const line of await keysNeeded(shop, file)) console.log(line)
  } finally {
    await shop.close()
  }
  process.exit(0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
