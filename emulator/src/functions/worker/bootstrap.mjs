/**
 * Runs inside a worker: one instance of one function, as CloudBase's bootstrap runs it. Plain JavaScript, because
 * a worker loads it from the disk as it stands.
 */
import crypto from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { loadFunction } from './load-function.mjs'
import { parentPort, workerData } from 'node:worker_threads'

// A worker's own environment goes through a lock and a copy at each look, and the SDK looks dozens of times a request.
process.env = { ...process.env }
shiftDate(new BigInt64Array(workerData.clock))
if (workerData.seed !== undefined) seedChance(workerData.seed)

let main
let keepCompiled
try {
  const loaded = loadFunction(workerData.file)
  main = loaded.exports[workerData.exportName]
  keepCompiled = loaded.keepCompiled
  if (typeof main !== 'function')
    throw new TypeError(`${workerData.file} does not export ${workerData.exportName}`)
  parentPort.postMessage({ kind: 'ready', thread: ownThread() })
} catch (error) {
  parentPort.postMessage({ kind: 'broken', error: describe(error) })
}

parentPort.on('message', async ({ event, identity, requestId, timeoutMs }) => {
  // The platform sets the caller's variables and never clears them.
  Object.assign(process.env, identity)
  let parsed
  try {
    parsed = JSON.parse(event)
  } catch {
    return parentPort.postMessage({ kind: 'failed', code: 'BAD_EVENT', error: describe('not JSON') })
  }
  try {
    const result = await main(parsed, {
      callbackWaitsForEmptyEventLoop: false,
      request_id: requestId,
      function_name: process.env.SCF_FUNCTIONNAME,
      function_version: '$LATEST',
      namespace: process.env.SCF_NAMESPACE,
      memory_limit_in_mb: Number(process.env.SCF_FUNCTIONMEMORY),
      time_limit_in_ms: timeoutMs,
      tencentcloud_region: process.env.TENCENTCLOUD_REGION,
      ...handedOver(identity),
    })
    parentPort.postMessage({ kind: 'answered', text: JSON.stringify(result === undefined ? null : result) })
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', code: 'FUNCTION_ERROR', error: describe(error) })
  }
  keepCompiled?.()
  keepCompiled = undefined
})

/** The variables of an invocation in the form of the platform's present or its older architecture, or in none. */
function handedOver(identity) {
  if (workerData.contextForm === 'neither') return {}
  if (workerData.contextForm === 'environment') return { environment: JSON.stringify(identity) }
  const pairs = Object.entries(identity).map(([name, value]) => `${name}=${value}`)
  return { environ: pairs.join(';') }
}

/** The system's number of this thread, where it says so: what the instance costs is told by it. */
function ownThread() {
  try {
    return Number(basename(readlinkSync('/proc/thread-self')))
  } catch {
    return undefined
  }
}

function describe(error) {
  return error instanceof Error ? error.stack || error.message : String(error)
}

/**
 * `Date` on the emulator's clock, as the server writes it into `cell`: an offset to the machine's time, or to where it
 * stands.
 */
function shiftDate(cell) {
  const RealDate = Date
  const standsAt = Number(cell[1])
  const now = () => (standsAt || RealDate.now()) + Number(Atomics.load(cell, 0))
  function MovedDate(...parts) {
    if (!new.target) return new RealDate(now()).toString()
    const target = new.target === MovedDate ? RealDate : new.target
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, target)
  }
  MovedDate.prototype = RealDate.prototype
  RealDate.prototype.constructor = MovedDate
  MovedDate.now = now
  MovedDate.parse = RealDate.parse
  MovedDate.UTC = RealDate.UTC
  Object.defineProperty(MovedDate, 'name', { value: 'Date' })
  globalThis.Date = MovedDate
}

/** Chance that follows from a seed, as in `src/random`: ids and nonces that a function draws, and the SDK in it. */
function seedChance(seed) {
  let block = 0
  const bytes = (size) => {
    const parts = []
    for (let have = 0; have < size; have += 32) {
      parts.push(crypto.createHash('sha256').update(`${seed}/${block++}`).digest())
    }
    return Buffer.concat(parts).subarray(0, size)
  }
  crypto.randomBytes = (size, done) => {
    if (!done) return bytes(size)
    process.nextTick(done, null, bytes(size))
  }
  crypto.randomUUID = () =>
    bytes(16)
      .toString('hex')
      .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-')
  Math.random = () => bytes(6).readUIntBE(0, 6) / 2 ** 48
  syncBuiltinESMExports()
}
