import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { round, Times } from '../measure'
import { heading, step, table } from '../report'
import { connect, type Remote } from '../rpc'
import type { Client, Done, ScanName, Task } from './client'
import { FIRST_INSERTED } from './documents'
import { OPERATION_NAMES, OPERATIONS, type OperationName } from './operations'
import {
  medianOf,
  missedAims,
  rowOf,
  type Results,
  type Round,
  type Scan,
  type SizeResults,
  type Way,
} from './results'
import type { Server } from './server'

/** Fills a database step by step, starts the local cloud on it, and loads it from other processes. */

const { values: options } = parseArgs({
  options: {
    /** 10,000 documents only. */
    quick: { type: 'boolean' },
    sizes: { type: 'string' },
    /** Operations to measure; without it all of them, and the queries over everything. */
    only: { type: 'string' },
    /** Length of a round, and how many of each row. */
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    /** Processes that the clients of the SDK share: one is busy with some 1,600 operations a second. */
    processes: { type: 'string' },
    /** Writes a processor profile of the local cloud into this folder. */
    profile: { type: 'string' },
  },
})
const sizes = (options.sizes ?? (options.quick ? '10000' : '10000,100000,1000000')).split(',').map(Number)
const operations = OPERATION_NAMES.filter((name) => options.only?.split(',').includes(name) ?? true)
const seconds = Number(options.seconds ?? 1.2)
const rounds = Number(options.rounds ?? 3)
const sdkProcesses = Number(options.processes ?? 2)
/** A process that has just started spends its time compiling, on both sides. */
const FIRST_WARM_UP_SECONDS = 3
const WARM_UP_SECONDS = 0.5
const SCANS: readonly (readonly [ScanName, string])[] = [
  ['countOfAState', 'count of a quarter of all, by index'],
  ['groupByState', 'group all by state, with a sum'],
]
/** How often each query over all is measured. */
const SCAN_TRIES = 5
/** More numbers than a process can use up in a round; all of them together stay within seven digits. */
const NUMBERS = 50_000

const here = dirname(resolve(process.argv[1] ?? ''))
const results = join(here, '../../../bench/results')

const found: Results = {
  at: new Date().toISOString(),
  machine: {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? '',
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  },
  seconds,
  rounds,
  sdkProcesses,
  sizes: [],
  missed: [],
}
let nextNew = FIRST_INSERTED

/** The local cloud and those who ask it. */
interface World {
  server: Remote<Server>
  clients: Remote<Client>[]
  stored: number
}

async function main(): Promise<void> {
  console.log(
    `榕铺 Banyan · ${found.machine.cpus} CPUs, load ${found.machine.loadBefore.toFixed(2)}, Node ${process.version}; ` +
      `clients and local cloud share them; median of ${rounds} rounds of ${seconds} s; every write durable`,
  )
  const folder = mkdtempSync(join(here, 'run-'))
  try {
    // A new folder gets its keys and certificates, which is no part of starting again.
    await connect<Server>(join(here, 'server.cjs'), [folder]).close()
    let stored = 0
    for (const size of sizes) {
      await step(`adding documents up to ${size}`, async () => fill(folder, stored, size))
      stored = size
      found.sizes.push(await measureSize(folder, stored))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  conclude()
}

function fill(folder: string, from: number, to: number): void {
  execFileSync(process.execPath, [join(here, 'fill.cjs'), databaseOf(folder), String(from), String(to)], {
    stdio: 'inherit',
  })
}

const databaseOf = (folder: string): string => join(folder, 'database.db')

async function measureSize(folder: string, stored: number): Promise<SizeResults> {
  const profile = options.profile ? ['--cpu-prof', '--cpu-prof-dir', resolve(options.profile)] : []
  const startedAt = performance.now()
  const server = connect<Server>(join(here, 'server.cjs'), [folder], profile)
  const { url } = await server.opened()
  const startMs = round(performance.now() - startedAt, 0)
  const startCpuMs = round((await server.usage()).cpuMs, 0)
  const clients = Array.from({ length: sdkProcesses }, () => connect<Client>(join(here, 'client.cjs'), [url]))
  const world: World = { server, clients, stored }

  heading(
    `${stored} documents; the local cloud answers ${startMs} ms after its start (${startCpuMs} ms of CPU)`,
  )
  const rows = await measureOperations(world)
  const scans = options.only ? undefined : await measureScans(world)
  const usage = await server.usage()
  await Promise.all(clients.map((client) => client.close()))
  await server.close()
  const result: SizeResults = {
    documents: stored,
    startMs,
    startCpuMs,
    rows,
    scans,
    memoryMb: round(usage.memoryMb, 0),
    peakMemoryMb: round(usage.peakMb, 0),
    fileMb: round(statSync(databaseOf(folder)).size / 2 ** 20, 0),
  }
  console.log(`memory ${result.memoryMb} MB, at most ${result.peakMemoryMb} MB; file ${result.fileMb} MB`)
  return result
}

async function measureOperations(world: World) {
  const ways: readonly Way[] = ['sdk 1', 'sdk 50', 'plain 50']
  const line = table([
    ['per second (local cloud, µs of CPU each)', 40],
    ['1 client', 14],
    ['p50 ms', 7],
    [`50 in ${sdkProcesses} processes`, 18],
    ['p50/p95 ms', 13],
    ['50 without SDK', 16],
    ['p50/p95 ms', 12],
  ])
  for (const operation of operations) await measureRound(world, operation, 'sdk 50', FIRST_WARM_UP_SECONDS)
  const rows = []
  for (const operation of operations) {
    const [one, many, plain] = [
      await measureRow(world, operation, ways[0]!),
      await measureRow(world, operation, ways[1]!),
      await measureRow(world, operation, ways[2]!),
    ]
    line([
      OPERATIONS[operation].title,
      `${one.perSecond} (${one.cloudCpuUs})`,
      one.p50Ms,
      `${many.perSecond} (${many.cloudCpuUs})`,
      `${many.p50Ms} / ${many.p95Ms}`,
      `${plain.perSecond} (${plain.cloudCpuUs})`,
      `${plain.p50Ms} / ${plain.p95Ms}`,
    ])
    rows.push(one, many, plain)
  }
  return rows
}

async function measureRow(world: World, operation: OperationName, way: Way) {
  await measureRound(world, operation, way, WARM_UP_SECONDS)
  const measured: Round[] = []
  for (let i = 0; i < rounds; i++) measured.push(await measureRound(world, operation, way, seconds))
  return rowOf(operation, way, measured)
}

async function measureRound(
  { server, clients, stored }: World,
  operation: OperationName,
  way: Way,
  length: number,
): Promise<Round> {
  const task = (count: number): Task => ({
    operation,
    clients: count,
    seconds: length,
    stored,
    firstNew: OPERATIONS[operation].numbers === 'new' ? (nextNew += NUMBERS) : 0,
  })
  const [first] = clients as [Remote<Client>]
  const share = (i: number): number => Math.floor((50 + i) / clients.length)
  const before = await server.usage()
  const done: Done[] =
    way === 'sdk 1'
      ? [await first.sdk(task(1))]
      : way === 'plain 50'
        ? [await first.plain(task(50))]
        : await Promise.all(clients.map((client, i) => client.sdk(task(share(i)))))
  const after = await server.usage()
  const times = new Times()
  for (const one of done) for (const ms of one.times) times.add(ms)
  return {
    times,
    perSecond: done.reduce((sum, one) => sum + (one.times.length / one.elapsedMs) * 1000, 0),
    cloudCpuUs: ((after.cpuMs - before.cpuMs) * 1000) / times.count,
  }
}

async function measureScans({ server, clients, stored }: World): Promise<Record<ScanName, Scan>> {
  const [client] = clients as [Remote<Client>]
  const medians: Partial<Record<ScanName, Scan>> = {}
  for (const [name, title] of SCANS) {
    const tries: Scan[] = []
    for (let i = 0; i < SCAN_TRIES; i++) {
      const before = await server.usage()
      const ms = round(await client.scan(name, stored), 1)
      tries.push({ ms, cloudCpuMs: round((await server.usage()).cpuMs - before.cpuMs, 1) })
    }
    const median = medianOf(tries, ({ ms }) => ms)
    medians[name] = median
    console.log(`${title}: ${median.ms} ms (local cloud, ${median.cloudCpuMs} ms of CPU)`)
  }
  return medians as Record<ScanName, Scan>
}

function conclude(): void {
  found.machine.loadAfter = loadavg()[0] ?? 0
  found.missed = options.only ? [] : missedAims(found.sizes)
  mkdirSync(results, { recursive: true })
  const file = join(results, `local-${found.at.replace(/[:.]/g, '-')}.json`)
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`)
  console.log(`\nwritten to ${file}; load ${found.machine.loadAfter.toFixed(2)}`)
  for (const missed of found.missed) console.log(`✗ ${missed}`)
  if (found.machine.loadBefore > 1)
    console.log('Others were at work before it began: times tell little, CPU more.')
  if (found.missed.length === 0 && !options.only) console.log('✓ all aims reached')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
