import { createRandom, type Random } from '../../local/demo/random'
import { FAULTS, type FaultName, type Gate } from '../../local/faults'
import { cancel, confirm, place, preparePayment, receive, refund, ship, sync } from './flows/steps'
import type { Sale } from './flows'
import type { Violation } from './invariants'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type World } from './world'

const BUYERS = 20
const PRODUCTS = 6
/** More than anybody buys of one product; some sell out. */
const PIECES = [40, 80, 400, 4_000, 4_000, 4_000] as const
/** So many of the latest sales are what people still act on. */
const ATTENTION = 40
/** Of each request, while people act. */
const FAULT_RATE = 0.02
const CHECK_EVERY = 100

/** A whole crash costs seconds, so it comes less often than by chance among the others: once in so many checks. */
const CRASH_EVERY_CHECKS = 2

export interface LongRun {
  readonly steps: number
  /** By name, what people did and how it was answered: `place ok`, `pay SOLD_OUT`. */
  readonly answers: ReadonlyMap<string, number>
  readonly faults: ReadonlyMap<string, number>
  readonly crashes: number
  readonly checks: number
  readonly violations: readonly Violation[]
  /** The step after which they were found. */
  readonly violatedAt: number | undefined
}

type Act = (world: World, sale: Sale, random: Random) => Promise<string>

/** What people do at random, and how often in relation to each other. */
const ACTS: readonly (readonly [name: string, weight: number, act: Act])[] = [
  ['place', 24, place],
  ['place again', 3, place],
  ['prepare', 22, preparePayment],
  ['pay', 22, async (world, sale) => (await confirm(world, sale), 'done')],
  ['sync', 10, sync],
  ['cancel', 4, cancel],
  ['ship', 14, ship],
  ['receive', 8, receive],
  ['refund', 5, refund],
  [
    'look',
    4,
    async (world, sale) =>
      (await world.ask(sale.buyer, 'storefront/order.get', { orderId: sale.orderId ?? '' })).code,
  ],
  ['second', 8, (world, _sale, random) => pass(world, random.between(1, 50) * SECOND_MS)],
  ['minute', 6, (world, _sale, random) => pass(world, random.between(1, 40) * MINUTE_MS)],
  ['hour', 2, (world, _sale, random) => pass(world, random.between(1, 12) * HOUR_MS)],
  ['day', 1, (world, _sale, random) => pass(world, random.between(1, 9) * DAY_MS)],
]

const pass = async (world: World, ms: number) => (await world.advance(ms), 'done')

/**
 * Buyers and a merchant act at random, on a clock that moves by leaps, while requests go wrong at random; every
 * hundred steps the mall is left alone until it is at rest, and all invariants are checked. The same seed is the
 * same run.
 */
export async function longRun(
  world: World,
  options: { seed: number; steps: number; onStep?: (step: number) => void },
): Promise<LongRun> {
  const { seed, steps, onStep = () => {} } = options
  const random = createRandom(seed)
  const run = { answers: new Map<string, number>(), faults: new Map<string, number>(), checks: 0 }
  for (let i = 0; i < PRODUCTS; i++) await world.addProduct(`hot-${i}`, PIECES[i] ?? 0)
  const buyers: string[] = []
  for (let i = 1; i <= BUYERS; i++) buyers.push(await world.newBuyer())
  const sales: Sale[] = []
  let crashes = 0

  const arm = (step: number) =>
    world.arm({ random: { seed: seed * 100_003 + step, rate: FAULT_RATE, among: amongOf(step) } })
  await arm(0)
  for (let step = 1; step <= steps; step++) {
    const [name, , act] = weighted(random)
    const isNew = name === 'place' || sales.length === 0
    const sale = isNew ? newSale(random, buyers, step) : random.pick(sales.slice(-ATTENTION))
    if (isNew) sales.push(sale)
    const knows = sale.orderId !== undefined || !NEEDS_ORDER.has(name)
    if (knows) add(run.answers, `${name} ${await act(world, sale, random)}`)
    onStep(step)
    if (step % CHECK_EVERY !== 0 && step !== steps) continue
    for (const fault of await world.disarm()) add(run.faults, fault)
    const rested = await world.rest()
    run.checks += 1
    const violations = [...(await world.violations())]
    if (!rested) violations.push({ rule: 'OWED', subject: 'everything', detail: 'never comes to rest' })
    crashes = world.crashes
    if (violations.length > 0) return { ...run, steps: step, crashes, violations, violatedAt: step }
    if (step < steps) await arm(step)
  }
  return { ...run, steps, crashes, violations: [], violatedAt: undefined }
}

const NEEDS_ORDER = new Set(['prepare', 'sync', 'cancel', 'ship', 'receive', 'refund', 'look'])

function amongOf(step: number): FaultName[] {
  const all = new Set<FaultName>((Object.keys(FAULTS) as Gate[]).flatMap((gate) => FAULTS[gate]))
  const mayCrash = (step / CHECK_EVERY) % CRASH_EVERY_CHECKS === 0
  return [...all].filter((fault) => mayCrash || !fault.startsWith('crash_'))
}

function weighted(random: Random): (typeof ACTS)[number] {
  const total = ACTS.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random.between(1, total)
  for (const one of ACTS) {
    left -= one[1]
    if (left <= 0) return one
  }
  throw new Error('unreachable')
}

const newSale = (random: Random, buyers: readonly string[], step: number): Sale => ({
  buyer: random.pick(buyers),
  productId: `hot-${random.between(0, PRODUCTS - 1)}`,
  token: `token-of-sixteen-${step}`,
})

const add = (counts: Map<string, number>, key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
