/**
 * Stamps of files, and what was proven of them: a long proof need not run again while nothing has changed that it rests
 * on. What is proven is kept in `tests/proven.json`, in git with what it speaks of: a clone that has another Node, another
 * machine or a changed file runs everything.
 *
 *   import { emulatorStamp, isProven, noteProven } from './lib/stamp.mjs'
 *
 *   const stamp = emulatorStamp()            // before the tests: what changes meanwhile is not proven by them
 *   if (!isProven('emulator', stamp)) {
 *     … run them …
 *     if (passed) noteProven('emulator', stamp)
 *   }
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './project.mjs'

/** Folders that are written by running, not by people. */
const WRITTEN = new Set(['node_modules', '.cache', '.data', 'dist', 'coverage'])
const DIGEST = 'sha256'

/**
 * The stamp of files: their names and their contents, with the version of Node and the machine's kind.
 * @param {object} what
 * @param {readonly string[]} what.paths files and whole folders, from `base`
 * @param {readonly string[]} [what.packages] packages whose installed versions count, with all that they depend on
 * @param {string} [base] the checkout's folder
 * @throws Error when one of the paths is not there
 */
export function stampOf({ paths, packages = [] }, base = root) {
  const hash = createHash(DIGEST)
  const add = (...parts) => hash.update(`${JSON.stringify(parts)}\n`)
  add(process.version, process.platform, process.arch)
  for (const file of [...new Set(paths.flatMap((one) => filesOf(base, one)))].sort())
    add(file, digestOf(path.join(base, file)))
  if (packages.length > 0) {
    const lock = JSON.parse(fs.readFileSync(path.join(base, 'package-lock.json'), 'utf8'))
    for (const [where, { version, integrity }] of lockedParts(lock, packages)) add(where, version, integrity)
  }
  return hash.digest('hex')
}

/** What the emulator's own tests rest on: the package, what it is built on, and how tests are run. */
export const emulatorStamp = (base = root) =>
  stampOf(
    {
      paths: [
        ...['emulator', 'jest.config.mjs', 'scripts/lib/left-out.mjs'],
        ...['seed.ts', 'seeded.ts', 'expects.ts', 'left-out.cjs'].map((name) => `tests/support/${name}`),
      ],
      packages: ['cloudbase-emulator', 'jest', '@swc/jest', '@swc/core'],
    },
    base,
  )

/** Whether what `name` proves was proven with exactly this stamp. */
export const isProven = (name, stamp, base = root) =>
  Object.hasOwn(read(base), name) && read(base)[name] === stamp

/** Keeps in mind that what `name` proves holds with this stamp; an earlier one is forgotten. */
export function noteProven(name, stamp, base = root) {
  const file = fileIn(base)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  // Two may come here at once, each with a whole file of its own.
  const beside = `${file}.${process.pid}`
  fs.writeFileSync(beside, `${JSON.stringify({ ...read(base), [name]: stamp }, null, 2)}\n`)
  fs.renameSync(beside, file)
}

const fileIn = (base) => path.join(base, 'tests/proven.json')

/** Nothing is proven by a file that is missing or that nobody can read. */
function read(base) {
  try {
    const known = JSON.parse(fs.readFileSync(fileIn(base), 'utf8'))
    return typeof known === 'object' && known !== null ? known : {}
  } catch {
    return {}
  }
}

/** All files of a folder, or the file itself, from `base`, with `/` between their parts. */
function filesOf(base, one) {
  if (!fs.statSync(path.join(base, one)).isDirectory()) return [one]
  return fs.readdirSync(path.join(base, one), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${one}/${entry.name}`
    if (entry.isDirectory()) return WRITTEN.has(entry.name) ? [] : filesOf(base, inside)
    return entry.isFile() ? [inside] : []
  })
}

const digestOf = (file) => createHash(DIGEST).update(fs.readFileSync(file)).digest('hex')

/**
 * The entries of a lock file that `packages` and all that they depend on resolve to, as Node finds them: from the
 * folder of who asks upwards. An optional one may be missing.
 */
function lockedParts({ packages: locked }, packages) {
  const found = new Map()
  const visit = (from, name, isOptional) => {
    const where = resolveFrom(locked, from, name)
    if (where === undefined) {
      if (isOptional) return
      throw new Error(`package-lock.json has no ${name}`)
    }
    if (found.has(where)) return
    const entry = locked[where]
    found.set(where, entry)
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = entry
    // Of a package of this repository the tools of its tests, too.
    const own = where.includes('node_modules/') ? {} : (entry.devDependencies ?? {})
    for (const each of Object.keys({ ...dependencies, ...own })) visit(where, each, false)
    for (const each of Object.keys({ ...optionalDependencies, ...peerDependencies })) visit(where, each, true)
  }
  for (const name of packages) visit('', name, false)
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

function resolveFrom(locked, from, name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)(node_modules\/)?(@[^/]+\/)?[^/]+$/, '')) {
    const entry = locked[`${folder && `${folder}/`}node_modules/${name}`]
    if (entry) return entry.link ? entry.resolved : `${folder && `${folder}/`}node_modules/${name}`
    if (folder === '') return undefined
  }
}
