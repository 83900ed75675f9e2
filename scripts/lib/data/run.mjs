import { parseArgs } from 'node:util'
import { exportShop } from './export.mjs'
import { importShop } from './import.mjs'
import { keysNeeded } from './keys.mjs'
import { openShop } from './shop.mjs'
import { verifyShop } from './verify.mjs'

const COMMANDS = { export: exportShop, import: importShop, verify: verifyShop }

/**
 * `npm run data -- args`.
 * @throws Error with a sentence for whoever started it
 */
export async function runData(args, say) {
  const { values, positionals } = parseArgs({
    args,
    options: { data: { type: 'string' } },
    allowPositionals: true,
  })
  const [name = '', file, ...more] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command || !file || more.length > 0)
    throw new Error('usage: npm run data -- export|import|verify <file> [--data <folder of a local cloud>]')
  const shop = await openShop(values.data)
  try {
    await command(shop, file, say)
    for (const line of await keysNeeded(shop, file)) say(line)
  } finally {
    await shop.close()
  }
}
