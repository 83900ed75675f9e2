import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { round } from './measure'
import { ADDRESS_ID, buyerName } from './people'
import type { Phones } from './phones'
import { buyMany, type World } from './purchases'
import { heading, table } from './report'
import { connect } from './rpc'
import type { Shop } from './shop'
import { measureYardstick } from './yardstick'

/**
 * What a purchase costs in processor time of the functions, by thread: on CloudBase they are what is paid for. With a
 * second build (`--against <folder of functions>`) both run side by side and take turns, so that the noise of the
 * machine meets both.
 */

export interface Side {
  name: string
  world: World
  env: Readonly<Record<string, string>>
}

export interface ProcessorTime {
  name: string
  /** Purchases that each instance had seen before the first round: the compiler has done its work after about 500. */
  seenBefore: number
  /** Of one purchase, ms: median of the rounds. */
  storefrontMs: number
  paynotifyMs: number
  /** Of an instance from its start to the end of its first purchase, nothing compiled before, ms. */
  coldStorefrontMs: number
  coldPaynotifyMs: number
  /** Processor time of one plain `get` of the SDK in this process, ms: the measure of machine and run. */
  getMs: number
}

const PURCHASES = 80
const BUYERS = 8

/** @returns a row a side; with two of them the second is the one that the first is compared with */
export async function measureProcessorTime(
  sides: readonly Side[],
  { rounds, coldStarts }: { rounds: number; coldStarts: number },
): Promise<ProcessorTime[]> {
  const seen = sides.map(({ world }) => world.bought.length)
  const samples = sides.map(() => ({ storefront: [], paynotify: [], get: [] }) as Record<string, number[]>)
  for (let turn = 0; turn < rounds; turn++) {
    for (const [i, side] of inTurns(sides, turn)) {
      const spent = await costOf(side.world, () => buyMany(side.world, BUYERS, PURCHASES))
      samples[i]!['storefront']!.push((spent['storefront'] ?? 0) / PURCHASES)
      samples[i]!['paynotify']!.push((spent['paynotify'] ?? 0) / PURCHASES)
      samples[i]!['get']!.push(await costOfGet(side))
    }
  }
  const cold = sides.map(() => ({ storefront: [], paynotify: [] }) as Record<string, number[]>)
  for (let turn = 0; turn < coldStarts; turn++) {
    for (const [i, { world }] of inTurns(sides, turn)) {
      await world.shop.cool()
      await buyMany(world, 1, 1)
      const { functionsMs } = await world.shop.usage()
      for (const name of ['storefront', 'paynotify']) cold[i]![name]!.push(functionsMs[name] ?? 0)
    }
  }
  return sides.map(({ name }, i) => ({
    name,
    seenBefore: seen[i]!,
    storefrontMs: median(samples[i]!['storefront']!),
    paynotifyMs: median(samples[i]!['paynotify']!),
    getMs: median(samples[i]!['get']!),
    coldStorefrontMs: median(cold[i]!['storefront']!),
    coldPaynotifyMs: median(cold[i]!['paynotify']!),
  }))
}

export function printProcessorTime(rows: readonly ProcessorTime[]): void {
  heading(
    'Processor time of the functions, ms (median): a purchase, and an instance until its first one is done',
  )
  const line = table([
    ['build', 14],
    ['storefront', 10],
    ['paynotify', 9],
    ['together', 8],
    ['warm by', 7],
    ['in SDK gets', 11],
    ['cold storefront', 15],
    ['cold paynotify', 14],
  ])
  for (const row of rows) {
    const together = row.storefrontMs + row.paynotifyMs
    line([
      row.name,
      row.storefrontMs.toFixed(2),
      row.paynotifyMs.toFixed(2),
      together.toFixed(2),
      row.seenBefore,
      (together / row.getMs).toFixed(1),
      row.coldStorefrontMs.toFixed(0),
      row.coldPaynotifyMs.toFixed(0),
    ])
  }
  const [own, other] = rows
  if (!own || !other) return
  const ratio = (of: (row: ProcessorTime) => number) => round(of(own) / of(other), 2)
  line([
    'ratio',
    ratio((row) => row.storefrontMs),
    ratio((row) => row.paynotifyMs),
    ratio((row) => row.storefrontMs + row.paynotifyMs),
    '',
    '',
    ratio((row) => row.coldStorefrontMs),
    ratio((row) => row.coldPaynotifyMs),
  ])
}

/** A shop in a process of its own on the functions of a build, one instance each. */
export function openBuild(script: string, folder: string, functions: string, execArgv: string[]) {
  return connect<Shop>(script, [folder, resolve(functions), '1'], execArgv)
}

/** Whether these functions prepare a payment in a call of its own, as versions before 0.2 do. */
export async function prepareApart(phones: Phones): Promise<boolean> {
  const answer = await phones.ask(buyerName(0), 'storefront/order.place', {
    token: randomUUID(),
    lines: [{ productId: 'nothing', skuId: 'nothing', quantity: 1 }],
    addressId: ADDRESS_ID,
    expectedPayFen: 1,
    pay: true,
  })
  return !answer.ok && answer.error.code === 'BAD_INPUT'
}

/** Both sides, each first in every second turn. */
const inTurns = <T>(sides: readonly T[], turn: number): [number, T][] => {
  const all = [...sides.entries()]
  return turn % 2 === 0 ? all : all.reverse()
}

async function costOf({ shop }: World, work: () => Promise<void>): Promise<Record<string, number>> {
  const before = (await shop.usage()).functionsMs
  await work()
  const after = (await shop.usage()).functionsMs
  return Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]))
}

async function costOfGet({ env, world }: Side): Promise<number> {
  const before = process.cpuUsage()
  const { count } = await measureYardstick(env, world.bought.slice(0, 200), 1, 0.5)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / count
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
