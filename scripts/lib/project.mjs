import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fs from 'node:fs'

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** The deployed functions, from the file that deploys them. */
export function functionNames() {
  const { functions } = JSON.parse(fs.readFileSync(path.join(root, 'cloudbaserc.json'), 'utf8'))
  return functions.map(({ name }) => name)
}
