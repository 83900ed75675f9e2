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
  togetherMs: number
  /** Of an instance from its start to the end of its first purchase, nothing compiled before, ms. */
  coldStorefrontMs: number
  coldPaynotifyMs: number
  /** Processor time of one plain `get` of the SDK in this process, ms: the measure of machine and run. */
  getMs: number
  /** Of the first build to this one: median of the rounds' ratios. */
  ratios: Record<'storefront' | 'paynotify' | 'together' | 'coldStorefront' | 'coldPaynotify', number>
}

/** Few a round, and many rounds: what the machine does beside it changes from second to second. */
const PURCHASES = 20
const BUYERS = 4

/** @returns a row a side; with two of them the second is the one that the first is compared with */
export async function measureProcessorTime(
  sides: readonly Side[],
  { rounds, coldStarts }: { rounds: number; coldStarts: number },
): Promise<ProcessorTime[]> {
  const seen = sides.map(({ world }) => world.bought.length)
  const warm = sides.map((): Costs => ({ storefront: [], paynotify: [] }))
  const gets: number[][] = sides.map(() => [])
  for (let turn = 0; turn < rounds; turn++) {
    for (const [i, side] of inTurns(sides, turn)) {
      const spent = await costOf(side.world, () => buyMany(side.world, BUYERS, PURCHASES))
      for (const name of FUNCTIONS) warm[i]![name].push((spent[name] ?? 0) / PURCHASES)
      if (turn % 5 === 0) gets[i]!.push(await costOfGet(side))
    }
  }
  const cold = sides.map((): Costs => ({ storefront: [], paynotify: [] }))
  for (let turn = 0; turn < coldStarts; turn++) {
    for (const [i, { world }] of inTurns(sides, turn)) {
      await world.shop.cool()
      await buyMany(world, 1, 1)
      const { functionsMs } = await world.shop.usage()
      for (const name of FUNCTIONS) cold[i]![name].push(functionsMs[name] ?? 0)
    }
  }
  return sides.map(({ name }, i) => {
    const [own, their, ownCold, theirCold] = [warm[0]!, warm[i]!, cold[0]!, cold[i]!]
    return {
      name,
      seenBefore: seen[i]!,
      storefrontMs: median(their.storefront),
      paynotifyMs: median(their.paynotify),
      togetherMs: median(together(their)),
      getMs: median(gets[i]!),
      coldStorefrontMs: median(theirCold.storefront),
      coldPaynotifyMs: median(theirCold.paynotify),
      ratios: {
        storefront: medianRatio(own.storefront, their.storefront),
        paynotify: medianRatio(own.paynotify, their.paynotify),
        together: medianRatio(together(own), together(their)),
        coldStorefront: medianRatio(ownCold.storefront, theirCold.storefront),
        coldPaynotify: medianRatio(ownCold.paynotify, theirCold.paynotify),
      },
    }
  })
}

const FUNCTIONS = ['storefront', 'paynotify'] as const
type Costs = Record<(typeof FUNCTIONS)[number], number[]>

const together = ({ storefront, paynotify }: Costs): number[] =>
  storefront.map((ms, turn) => ms + (paynotify[turn] ?? 0))

/**
 * Of what was measured one after the other: the machine was as busy for both, in another round it may not have been.
 */
const medianRatio = (own: readonly number[], their: readonly number[]): number =>
  round(median(own.map((ms, turn) => ms / (their[turn] ?? NaN))), 3)

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
    line([
      row.name,
      row.storefrontMs.toFixed(2),
      row.paynotifyMs.toFixed(2),
      row.togetherMs.toFixed(2),
      row.seenBefore,
      (row.togetherMs / row.getMs).toFixed(1),
      row.coldStorefrontMs.toFixed(0),
      row.coldPaynotifyMs.toFixed(0),
    ])
  }
  const other = rows[1]?.ratios
  if (!other) return
  line([
    'ratio',
    other.storefront,
    other.paynotify,
    other.together,
    '',
    '',
    other.coldStorefront,
    other.coldPaynotify,
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
  const { count } = await measureYardstick(env, world.bought.slice(0, 200), 1, 0.2)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / count
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
