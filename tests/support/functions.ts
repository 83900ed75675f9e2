import { execFileSync } from 'node:child_process'
import { projectRoot } from '../../local/root'

/**
 * The folder of the built functions, as the sources are now: built once for all test files, so nobody changes or
 * removes what lies there.
 */
export const keptFunctions = (): string =>
  execFileSync(process.execPath, ['scripts/kept-functions.mjs'], {
    cwd: projectRoot(),
    encoding: 'utf8',
  }).trim()
