/**
 * Loads a function's file as `require` does, compiled if it was loaded before: compiling is half of what starting an
 * instance costs, and tests start thousands.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { threadId } from 'node:worker_threads'
import { Script } from 'node:vm'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../.cache/compiled')
/** Shorter files compile faster than their code is found. */
const WORTHWHILE_BYTES = 100_000
const HASH_BYTES = 20

/**
 * @returns what the file exports, and what keeps its code for the next instance: to be called when the function has
 *   run, because only what has run is compiled; absent when there is nothing to gain
 */
export function loadFunction(file) {
  const source = readFileSync(file)
  const hash = createHash('sha1').update(source).digest()
  const kept = join(folder, `${basename(dirname(file))}.bin`)
  const isWorthwhile = source.length >= WORTHWHILE_BYTES
  const cachedData = isWorthwhile ? read(kept, hash) : undefined
  const script = new Script(Module.wrap(source.toString()), { filename: file, cachedData })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
  const isNew = isWorthwhile && (!cachedData || script.cachedDataRejected)
  return {
    exports: module.exports,
    ...(isNew && { keepCompiled: () => write(kept, hash, script.createCachedData()) }),
  }
}

/** V8 itself compares the length of the source only, hence the hash. */
function read(kept, hash) {
  try {
    const data = readFileSync(kept)
    return data.subarray(0, HASH_BYTES).equals(hash) ? data.subarray(HASH_BYTES) : undefined
  } catch {
    return undefined
  }
}

/** Several instances may come here at once, each with a whole file of its own. */
function write(kept, hash, data) {
  const temporary = `${kept}.${process.pid}-${threadId}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(temporary, Buffer.concat([hash, data]))
    renameSync(temporary, kept)
  } catch {
    // The next instance compiles for itself, as without this.
  }
}
