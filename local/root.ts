import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

let found: string | undefined

/** The folder of the checkout, from wherever this file was bundled to. */
export function projectRoot(): string {
  if (found) return found
  let folder = __dirname
  while (!existsSync(join(folder, 'cloudbaserc.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('cloudbaserc.json is not above this file')
    folder = above
  }
  return (found = folder)
}
