import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { startLocalCloud, type FaultName, type LocalCloud } from '../../local'
import { startCloudProcess } from '../support/cloud-process'
import type { Step } from './fixtures/faulty/storefront'

const MINUTE = 60_000

let folder: string
let cloud: LocalCloud
let names = 0

beforeAll(async () => {
  const cache = join(__dirname, '../../.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'faulty-'))
  await build({
    entryPoints: Object.fromEntries(
      ['storefront', 'paynotify'].map((name) => [
        `${name}/index`,
        join(__dirname, `fixtures/faulty/${name}.ts`),
      ]),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  })
  cloud = await startLocalCloud({ functionsDir: folder, callTimeoutMs: 1_000, timers: false })
  await cloud.db.insert('tokens', { _id: 'deliveries', count: 0 })
})
afterEach(() => cloud.faults.disarm())
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What each step heard, or what became of the whole invocation. */
async function perform(...steps: Step[]): Promise<unknown> {
  const invoked = await cloud.runner!.invoke('storefront', { steps })
  return invoked.ok ? (JSON.parse(invoked.text) as unknown) : invoked.code
}

async function counter(): Promise<string> {
  const id = `counter-${++names}`
  await cloud.db.insert('tokens', { _id: id, count: 0 })
  return id
}
const countOf = async (id: string) =>
  (await cloud.db.get<{ _id: string; count: number }>('tokens', id))?.count

const arm = (at: string, fault: FaultName, k = 1) => cloud.faults.arm({ faults: [{ at, k, fault }] })

describe('the database', () => {
  test.each<[FaultName, unknown, number]>([
    ['refuse', [{ error: 'ECONNRESET' }, 0], 0],
    ['lose', [{ error: 'ECONNRESET' }, 1], 1],
    ['delay', [{ error: 'ESOCKETTIMEDOUT' }, 0], 1],
    ['stall', [{ error: 'ESOCKETTIMEDOUT' }, 1], 1],
    ['twice', [1, 2], 2],
    ['kill_before', 'CRASHED', 0],
    ['kill_after', 'CRASHED', 1],
    ['rate_limit', [{ error: 'EXCEED_CONCURRENT_REQUEST_LIMIT' }, 0], 0],
    ['system_error', [{ error: 'SYS_ERR' }, 0], 0],
    ['system_error_after', [{ error: 'SERVER_TIMEOUT' }, 1], 1],
  ])('%s: the caller hears %j, and the count is %d', async (fault, heard, count) => {
    const id = await counter()
    // On a connection that was used before, too, the SDK does not ask a second time by itself.
    await perform({ do: 'readCount', id })
    arm('database.modifyDocument', fault)
    expect(await perform({ do: 'count', id }, { do: 'readCount', id })).toEqual(heard)
    expect(await countOf(id)).toBe(count)
    const read = fault.startsWith('kill') ? [] : [{ at: 'database.getDocument.tokens' }]
    expect(cloud.faults.report()).toEqual({
      armed: true,
      requests: [{ at: 'database.modifyDocument.tokens', fault }, ...read],
      held: 0,
    })
    expect(await perform({ do: 'count', id })).toEqual([1])
  })
})

describe('the whole cloud in a process of its own', () => {
  test.each<[FaultName, number]>([
    ['crash_before', 0],
    ['crash_after', 1],
  ])('%s: it is killed, starts again on its folder and port, and the count is %d', async (fault, count) => {
    const dataDir = mkdtempSync(join(folder, 'data-'))
    const mall = await startCloudProcess({ dataDir, functionsDir: folder, timers: false })
    const before = mall.url
    await mall.db.insert('tokens', { _id: 'one', count: 0 })
    await mall.control('clock/advance', { ms: 60 * MINUTE })
    const invoke = (...steps: Step[]) =>
      fetch(`${mall.url}/phone/buyer/api/storefront`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ steps }),
      }).then((answer) => answer.json() as Promise<unknown>)
    await mall.arm({ faults: [{ at: 'database.modifyDocument', k: 2, fault }] })
    await expect(
      invoke({ do: 'count', id: 'one' }, { do: 'count', id: 'one' }, { do: 'count', id: 'one' }),
    ).rejects.toThrow('fetch failed')
    expect(await mall.exited).toEqual({ code: null, signal: 'SIGKILL' })
    await mall.revive()
    expect([mall.url, mall.restarts]).toEqual([before, 1])
    // The first one was acknowledged.
    expect(await mall.db.get('tokens', 'one')).toEqual({ _id: 'one', count: 1 + count })
    expect((await mall.read<{ offsetMs: number }>('clock')).offsetMs).toBe(60 * MINUTE)
    expect(await invoke({ do: 'count', id: 'one' })).toEqual([1])
    await mall.revive()
    expect(mall.restarts).toBe(1)
    await mall.close()
    expect(await mall.exited).toEqual({ code: 0, signal: null })
  })
})
