import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBrowsing, PAGES, type Browsing } from './browse'
import {
  measureProcessorTime,
  openBuild,
  prepareApart,
  printProcessorTime,
  type ProcessorTime,
  type Side,
} from './cpu'
import { flashSale, type FlashSale } from './flash-sale'
import { createPhones } from './phones'
import { buyMany, Customers, measurePurchases, PARTS, type Purchases, type World } from './purchases'
import { heading, step, table } from './report'
import { countRoundTrips, type CallTrips } from './round-trips'
import { connect } from './rpc'
import type { Offer, Shop } from './shop'
import { measureYardstick, type Yardstick } from './yardstick'

/** The load: starts the shop in a process of its own and measures it from this one. */

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    /** Parts to measure, of trips, cpu, purchases, browse, flash. */
    only: { type: 'string' },
    seconds: { type: 'string' },
    /** Orders that are already there in the second round. */
    history: { type: 'string' },
    instances: { type: 'string' },
    /** Buyers at once in the flash sale; a tenth of them get a piece. */
    buyers: { type: 'string' },
    /** Functions of another build, for `cpu`. */
    against: { type: 'string' },
    /** Rounds of `cpu`. */
    rounds: { type: 'string' },
    warmup: { type: 'string' },
    /** Writes a processor profile of the shop into this folder. */
    profile: { type: 'string' },
  },
})
const quick = options.quick ?? false
const seconds = Number(options.seconds ?? (quick ? 3 : 10))
const historyOrders = Number(options.history ?? (quick ? 5_000 : 50_000))
/** A fresh function is compiled while it runs: what a shop that has been open for a while does is measured after it. */
const warmUp = Number(options.warmup ?? (quick ? 100 : 2_000))
const parts = new Set((options.only ?? 'trips,cpu,purchases,browse,flash').split(','))
const BUYERS = Number(options.buyers ?? 1_000)
const STOCK = BUYERS / 10

const here = dirname(resolve(process.argv[1] ?? ''))
const results = join(here, '../../bench/results')

interface Results {
  at: string
  machine: { cpus: number; model: string; node: string; loadBefore: number; loadAfter?: number }
  quick: boolean
  purchases: (Purchases & { existingOrders: number })[]
  timer: { orders: number; seconds: number; existingOrders: number }[]
  browse: Browsing[]
  flashSales: (FlashSale & { existingOrders: number })[]
  yardstick: (Yardstick & { existingOrders: number })[]
  roundTrips: CallTrips[]
  processorTime: ProcessorTime[]
  books?: { orders: number; violations: number }
  problems: string[]
}

const found: Results = {
  at: new Date().toISOString(),
  machine: {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? '',
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  },
  quick,
  purchases: [],
  timer: [],
  browse: [],
  flashSales: [],
  yardstick: [],
  roundTrips: [],
  processorTime: [],
  problems: [],
}

async function main(): Promise<void> {
  console.log(
    `榕铺 Banyan · ${found.machine.cpus} CPUs, load ${found.machine.loadBefore.toFixed(2)}, Node ${process.version}; ` +
      `load and shop share them; ${seconds} s a row; data on disk, synchronous=FULL`,
  )
  if (parts.has('cpu')) await processorTime()
  if (['trips', 'purchases', 'browse', 'flash'].some((part) => parts.has(part))) await shopParts()
  conclude()
}

/** Arguments of node that write a processor profile, where one is wanted. */
const profiled = (): string[] =>
  options.profile
    ? ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', resolve(options.profile)]
    : []

/** What is measured on one shop. */
async function shopParts() {
  const folder = mkdtempSync(join(here, 'run-'))
  const shop = connect<Shop>(
    join(here, 'shop.cjs'),
    [folder, join(here, 'functions'), ...(options.instances ? [options.instances] : [])],
    profiled(),
  )
  try {
    const { url, env, offers } = await step('starting the shop', () => shop.prepare(BUYERS))
    const phones = createPhones(url)
    const world: World = { phones, shop, customers: new Customers(BUYERS, offers), bought: [] }
    await step(`warming up with ${warmUp} purchases`, () => buyMany(world, 16, warmUp))
    if (parts.has('trips')) await trips(world, offers[0]!)
    const all = historyOrders > 0 ? [0, historyOrders] : [0]
    const pasts = parts.has('purchases') || parts.has('flash') ? all : []
    for (const past of pasts) {
      if (past > 0) await step(`adding ${past} orders`, () => shop.addHistory(past, BUYERS))
      // What the timer has still to do is done before anything is measured.
      await shop.runTimer()
      await round(world, env, past)
    }
    if (parts.has('browse')) await browse(world, offers)
    await books(world)
    phones.close()
  } finally {
    await shop.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function trips(world: World, offer: Offer) {
  heading('Round trips to the database, one call at a time, an order of one line')
  found.roundTrips = await countRoundTrips(world, offer)
  const line = table([
    ['call', 40],
    ['trips', 5],
    ['limit', 5],
    ['', 0],
  ])
  for (const { call, trips: count, limit, list, refused } of found.roundTrips) {
    line([call, count, limit ?? '', ` ${refused ? `${refused}: ` : ''}${list.join(', ')}`])
    if (limit !== undefined && count > limit) found.problems.push(`${call} takes ${count} round trips`)
  }
}

/**
 * Each build in a process of its own, with one instance a function: so it is known how many purchases an instance has
 * seen before it is measured.
 */
async function processorTime() {
  const folder = mkdtempSync(join(here, 'cpu-'))
  const builds = [join(here, 'functions'), ...(options.against ? [options.against] : [])]
  const open: World[] = []
  const sides: Side[] = []
  try {
    for (const [i, functions] of builds.entries()) {
      const name = i === 0 ? 'this build' : 'the other'
      const shop = openBuild(join(here, 'shop.cjs'), join(folder, String(i)), functions, profiled())
      const { url, env, offers } = await step(`starting ${name}`, () => shop.prepare(BUYERS))
      const phones = createPhones(url)
      const world: World = { phones, shop, customers: new Customers(BUYERS, offers), bought: [] }
      open.push(world)
      world.twoCalls = await prepareApart(phones)
      await step(`warming up with ${warmUp} purchases`, () => buyMany(world, 8, warmUp))
      sides.push({ name, world, env })
    }
    found.processorTime = await measureProcessorTime(sides, {
      rounds: Number(options.rounds ?? (quick ? 20 : 60)),
      coldStarts: quick ? 5 : 9,
    })
    printProcessorTime(found.processorTime)
    for (const { shop, bought } of open)
      found.problems.push(...(await shop.verify(bought)).wrong.slice(0, 20))
  } finally {
    for (const { phones, shop } of open) {
      phones.close()
      await shop.close()
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is measured with `existingOrders` orders in the database. */
async function round(world: World, env: Readonly<Record<string, string>>, existingOrders: number) {
  const { shop } = world
  const there = await shop.orderCount()
  if (parts.has('purchases')) {
    heading(
      `Purchases with ${there} orders there: placed and prepared, paid, called back, accrued on three levels`,
    )
    const line = table([
      ['buyers', 6],
      ['per s', 7],
      ['p50 ms', 8],
      ['p95 ms', 8],
      ...PARTS.map((part) => [`${part} p50/p95`, 17] as const),
      ['CPU ms: cloud', 14],
      ['load', 6],
    ])
    for (const buyers of [1, 16, 64]) {
      const one = await measurePurchases(world, buyers, seconds)
      found.purchases.push({ ...one, existingOrders })
      line([
        buyers,
        one.perSecond,
        one.p50Ms,
        one.p95Ms,
        ...PARTS.map((part) => `${one.parts[part].p50Ms} / ${one.parts[part].p95Ms}`),
        one.cloudCpuMs,
        one.loadCpuMs,
      ])
      const { orders, seconds: took, left } = await shop.runTimer()
      found.timer.push({ orders, seconds: took, existingOrders })
      if (left > 0) found.problems.push(`${left} orders still owe something after the timer`)
    }
    const orders = found.timer.reduce((sum, one) => sum + one.orders, 0)
    const took = found.timer.reduce((sum, one) => sum + one.seconds, 0)
    console.log(`the timer then does what these orders still owe: ${(orders / took).toFixed(0)} orders/s`)
  }
  if (parts.has('flash')) {
    heading(`Flash sale with ${there} orders there: ${BUYERS} buyers at once, stock ${STOCK}`)
    const sale = await flashSale(world, `flash-${existingOrders}`, BUYERS, STOCK)
    found.flashSales.push({ ...sale, existingOrders })
    found.problems.push(...sale.wrong)
    console.log(
      `${sale.placed} sold, ${sale.soldOut} SOLD_OUT, others ${JSON.stringify(sale.others)}; ` +
        `all answered after ${sale.answeredSeconds} s, all paid after ${sale.paidSeconds} s`,
    )
    for (const wrong of sale.wrong) console.log(`✗ ${wrong}`)
  }
  heading(`Yardstick with ${there} orders there: plain SDK get by id`)
  const line = table([
    ['clients', 7],
    ['per s', 8],
    ['p50 ms', 8],
    ['p95 ms', 8],
  ])
  for (const clients of [1, 50]) {
    const one = await measureYardstick(env, world.bought.slice(0, 500), clients, Math.min(seconds, 5))
    found.yardstick.push({ ...one, existingOrders })
    line([clients, one.perSecond, one.p50Ms, one.p95Ms])
  }
}

async function browse({ phones }: World, offers: readonly Offer[]) {
  heading('Browsing')
  const line = table([
    ['page', 12],
    ['clients', 7],
    ['per s', 8],
    ['p50 ms', 8],
    ['p95 ms', 8],
  ])
  for (const page of PAGES) {
    for (const clients of [16, 64]) {
      const one = await measureBrowsing(phones, offers, page, clients, Math.min(seconds, 5))
      found.browse.push(one)
      line([one.page, clients, one.perSecond, one.p50Ms, one.p95Ms])
    }
  }
}

/** Every purchase is paid and earned three commissions, and the books agree. */
async function books({ shop, bought }: World) {
  const { wrong, violations } = await step(`checking ${bought.length} purchases and all books`, async () => {
    await shop.runTimer()
    return shop.verify(bought)
  })
  found.books = { orders: bought.length, violations: violations.length }
  found.problems.push(...wrong.slice(0, 20))
  for (const { rule, subject, detail } of violations.slice(0, 20)) {
    found.problems.push(`${rule} ${subject} ${detail}`)
  }
}

function conclude() {
  found.machine.loadAfter = loadavg()[0] ?? 0
  mkdirSync(results, { recursive: true })
  const file = join(results, `${found.at.replace(/[:.]/g, '-')}.json`)
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`)
  console.log(`\nwritten to ${file}; load ${found.machine.loadAfter.toFixed(2)}`)
  for (const problem of found.problems) console.log(`✗ ${problem}`)
  if (found.problems.length > 0) process.exitCode = 1
  else console.log('✓ nothing sold twice, every purchase paid and accrued, the books agree')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
