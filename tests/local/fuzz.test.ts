import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import fc from 'fast-check'
import { LOCAL_CREDENTIALS, signRequest } from '../../emulator/src/cloudbase'
import { seedOfProcess } from '../../emulator/src/random'
import { keptFunctions } from '../support/functions'
import { until } from '../support/until'
import type { Measure } from './fuzz/child'
import { requests, type Request } from './fuzz/requests'
import { Lingering, manners, send, type Manner } from './fuzz/wire'

/**
 * Broken requests at all doors of the local cloud, said and sent wrongly: each is answered or cut off, nothing ends the
 * process, and nothing grows. `FUZZ_SECONDS=60` goes on for so long; `FUZZ_SEED` repeats a run.
 */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 0)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261122)
/** One batch in `npm test`. */
const BATCH = 200
const AT_ONCE = 16

const MORE_HEAP = 48 * 1024 * 1024
/** Connections that `fetch` keeps. */
const MORE_SOCKETS = 5
const MORE_TIMERS = 5

let folder = ''
let child: ChildProcess
let url = ''
let said = ''
const lingering = new Lingering()

beforeAll(async () => {
  // Inside the project, so that the bundle finds the database's binary.
  const cache = join(__dirname, '../../.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'fuzz-'))
  const script = join(folder, 'child.cjs')
  await build({
    entryPoints: [join(__dirname, 'fuzz/child.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    packages: 'external',
    alias: { '@shared': join(__dirname, '../../shared') },
    logLevel: 'error',
  })
  child = fork(script, [keptFunctions()], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...seedOfProcess() },
  })
  child.stderr?.on('data', (text) => (said += String(text)))
  url = await ask<string>()
}, 180_000)

afterAll(() => {
  lingering.leave()
  child?.kill()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** The next message of the child; `measure` asks for one. */
function ask<T>(measure = false): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void =>
      reject(new Error(`the local cloud ended: ${code ?? signal}\n${said}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
    if (measure) child.send('measure')
  })
}

/** Sends so many requests and counts how often each status came, `cut` for a connection that was ended instead. */
async function fuzz(seed: number, count: number, seen: Map<string, number>): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- `npm test` sends the same in each run, whose seed the title says
  const queue = fc.sample(fc.tuple(requests, manners), { seed, numRuns: count })
  const started: string[] = []
  const one = async ([request, wanted]: [Request, Manner]): Promise<void> => {
    // A transaction whose answer nobody hears stays open for 30 s, as it should.
    const manner = request.body.includes('startTransaction') ? 'right' : wanted
    const { statuses, text } = await send(url, signed(request), manner, lingering)
    for (const status of statuses.length > 0 ? statuses : ['cut']) {
      seen.set(String(status), (seen.get(String(status)) ?? 0) + 1)
    }
    // The database's words for a defect of its own, and a function that threw or died.
    if (text.includes('"SYS_ERR"') || statuses.includes(502))
      said += `${text.slice(text.indexOf('{'))}\n${request.method} ${request.path}, ${manner}, ${request.body.length} characters: ${request.body.slice(0, 500)}\n`
    started.push(...[...text.matchAll(/"transactionId":"([\w-]+)"/g)].map(([, id]) => id ?? ''))
  }
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) await one(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  for (const transactionId of started) {
    await post('/admin', { action: 'database.abortTransaction', transactionId })
  }
}

async function post(path: string, body: object): Promise<unknown> {
  const text = JSON.stringify(body)
  const { headers } = signed({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: text,
  })
  const answer = await fetch(url + path, { method: 'POST', headers, body: text })
  return answer.json()
}

/**
 * As the SDK would have signed it, so that what is wrong in it is looked at; what is no object can be signed by nobody.
 */
function signed(request: Request): Request {
  if (request.path !== '/admin') return request
  try {
    const params: unknown = JSON.parse(request.body)
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return request
    const headers = signRequest(LOCAL_CREDENTIALS, `${url}/admin`, { ...params })
    return { ...request, headers: { ...request.headers, ...headers } }
  } catch {
    return request
  }
}

test(
  `broken requests (seed ${SEED}): answered or cut off, and nothing grows`,
  async () => {
    const seen = new Map<string, number>()
    await fuzz(SEED, BATCH, seen)
    const before = await ask<Measure>(true)
    const endsAt = performance.now() + SECONDS * 1000
    let batches = 0
    do await fuzz(SEED + ++batches, BATCH, seen)
    while (performance.now() < endsAt)
    // Whoever is slow leaves; the shop goes on.
    lingering.leave()
    expect(await post('/phone/buyer/api/storefront', { path: 'catalog.home', input: {} })).toMatchObject({
      ok: true,
    })
    let after = await ask<Measure>(true)
    // Those who have just left may not have been noticed yet.
    const grown = () =>
      after.sockets > before.sockets + MORE_SOCKETS || after.timers > before.timers + MORE_TIMERS
    await until('that those who left are noticed', async () => {
      if (grown()) after = await ask<Measure>(true)
      return !grown()
    })
    if (SECONDS > 0)
      console.log({ requests: (batches + 1) * BATCH, seen: Object.fromEntries(seen), before, after })

    // Whatever it did not expect, it would have said there.
    expect(said).toBe('')
    expect(seen.get('500') ?? 0).toBe(0)
    expect(after).toMatchObject({ openTransactions: 0, formerVersions: 0, held: 0 })
    expect(after.heap).toBeLessThan(before.heap + MORE_HEAP)
  },
  180_000 + SECONDS * 3_000,
)
