import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../local/root'

/**
 * The folder of the built functions, as the sources were when the first test file of this run asked: built once for all
 * test files, so nobody changes or removes what lies there.
 */
export function keptFunctions(): string {
  const run = process.env['TEST_RUN']
  if (run === undefined) throw new Error('no run of tests: see scripts/lib/collect-before-tests.mjs')
  const note = path.join(projectRoot(), '.cache/functions', `of.${run}`)
  const noted = fs.existsSync(note) ? fs.readFileSync(note, 'utf8') : ''
  if (noted !== '' && fs.existsSync(noted)) return noted
  const folder = execFileSync(process.execPath, ['scripts/kept-functions.mjs'], {
    cwd: projectRoot(),
    encoding: 'utf8',
  }).trim()
  // Whole or not at all: several come here at once.
  fs.writeFileSync(`${note}.${process.pid}`, folder)
  fs.renameSync(`${note}.${process.pid}`, note)
  return folder
}
