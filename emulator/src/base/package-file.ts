import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where this package may stand, seen from a folder above the code that runs: its own, a workspace's, a dependency's.
 */
const PLACES = ['.', 'emulator', 'node_modules/cloudbase-emulator']
/** Only this package has it. */
const LANDMARK = 'src/functions/worker/bootstrap.mjs'

let folder: string | undefined

/**
 * A file of this package that is not bundled, such as the script of a worker; found from the source and from a bundle
 * that lies below the project which made it.
 */
export function packageFile(path: string): string {
  return join((folder ??= packageFolder()), path)
}

function packageFolder(): string {
  for (let above = __dirname; ; above = dirname(above)) {
    for (const place of PLACES) {
      if (existsSync(join(above, place, LANDMARK))) return join(above, place)
    }
    if (above === dirname(above)) throw new Error(`cloudbase-emulator is not above ${__dirname}`)
  }
}
