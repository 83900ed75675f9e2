import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { priceOrder } from '@shared/rules/pricing'
import { seams } from '../cloudfunctions/collected/seams'
import type { ProductDoc } from '../cloudfunctions/domain/goods/catalog'
import { heldOf, newStock } from '../cloudfunctions/domain/goods/inventory'
import { checkBooks } from '../cloudfunctions/domain/money/audit'
import type { CollectionName, Doc } from '../cloudfunctions/platform/collections'
import type { Context } from '../cloudfunctions/platform/context'
import { startLocalCloud } from '../local'
import { payTrades } from '../local/demo/trades'
import { history } from './history'
import { buyer, distributors, WALKER } from './people'
import { serve } from './rpc'

/**
 * The shop's side of the bench, a process of its own: the whole local cloud with the demo shop on a data folder,
 * durable as in `npm start`. `node shop.cjs <data folder> <functions> [instances]`.
 */

/** What can be bought, and what one piece of it costs with freight. */
export interface Offer {
  productId: string
  skuId: string
  payFen: number
}

/** A round trip to the database. */
export interface Trip {
  action: string
  collection: string
}

/** Where the emulator keeps what V8 has compiled; the bench runs at the root. */
const COMPILED = join(process.cwd(), 'emulator/.cache/compiled')
const PLENTY = 10_000_000
/** Orders and what belongs to them are inserted so many at once. */
const BATCH = 500

export type Shop = Awaited<ReturnType<typeof openShop>>

async function openShop(dataDir: string, functionsDir: string, instances?: number) {
  let trips: Trip[] = []
  let errors = 0
  const cloud = await startLocalCloud({
    dataDir,
    functionsDir,
    instances,
    demo: true,
    // The bench starts the timer itself, so that it does not fall into one measurement and not into the next.
    timers: false,
    onOperation: ({ action, collection = '' }) =>
      void (trips.length < 10_000 && trips.push({ action, collection })),
    onNotified: (subject, status) => {
      if (status === 204) tellPaid(subject)
    },
    onLog: ({ level, text }) => {
      const isError = level === 'error' || text.startsWith('{"level":"error"')
      // A few tell what is wrong; thousands of the same would hide it.
      if (isError && ++errors <= 10) console.error(text.slice(0, 500))
    },
  })
  const { db, clock } = cloud
  const { _ } = db
  const settings = (await db.get('settings', 'shop'))!

  const productsOf = () => db.find('products', { where: { listed: true }, limit: 1000 })
  const offersOf = (products: readonly ProductDoc[]): Offer[] =>
    products.flatMap(({ _id: productId, skus }) =>
      skus.map(({ skuId, priceFen }) => ({
        productId,
        skuId,
        payFen: priceOrder({
          lines: [{ lineId: 'l', productId: 'p', skuId: 's', quantity: 1, priceFen }],
          freight: settings,
          facts: {},
        }).payFen,
      })),
    )

  async function insertAll<K extends CollectionName>(collection: K, documents: readonly Doc<K>[]) {
    for (let from = 0; from < documents.length; from += BATCH) {
      await db.insertMany(collection, documents.slice(from, from + BATCH))
    }
  }

  return {
    /** Opens `buyers` accounts and fills the shelves. */
    async prepare(buyers: number) {
      const now = clock.now()
      await insertAll('distributors', distributors(now))
      await insertAll(
        'members',
        [...Array(buyers).keys(), WALKER].map((i) => buyer(i, now)),
      )
      const products = await productsOf()
      const offers = offersOf(products)
      for (const { skuId } of offers) await db.change('stocks', { skuId }, { available: PLENTY })
      for (const { _id } of products)
        await db.change('products', { _id }, { soldOut: false, lowStock: false })
      await cloud.runner?.warm()
      return { url: cloud.url, env: cloud.env, offers }
    },

    /** Puts so many past orders with all their books into the database. */
    async addHistory(count: number, buyers: number) {
      const { orders, commissions, entries, statements, accounts } = history(
        count,
        buyers,
        clock.now(),
        settings,
        await productsOf(),
      )
      await insertAll('orders', orders)
      await insertAll('commissions', commissions)
      await insertAll('ledger', entries)
      await insertAll('statements', statements)
      await insertAll('accounts', accounts)
      payTrades(cloud.wechatpay, orders)
    },

    orderCount: () => db.count('orders', {}),

    /** Something new of which there are `available` pieces. */
    async newProduct(name: string, available: number): Promise<Offer> {
      const [model] = await productsOf()
      if (!model) throw new Error('the demo shop sells nothing')
      const skus = model.skus.slice(0, 1).map((sku) => ({ ...sku, skuId: `${name}-one` }))
      const product: ProductDoc = { ...model, _id: name, skus, sort: 9_999, stockRev: 0 }
      await db.insert('products', product)
      await db.insert('stocks', newStock({ skuId: `${name}-one`, productId: name, available }))
      return offersOf([product])[0]!
    },

    /** The stock of a SKU, and the orders of it by their state. */
    async stockOf(skuId: string) {
      const stock = (await db.get('stocks', skuId))!
      const orders = await db.find('orders', {
        where: { 'lines.skuId': skuId },
        fields: ['state'],
        limit: 1000,
      })
      const states: Record<string, number> = {}
      for (const { state } of orders) states[state] = (states[state] ?? 0) + 1
      return { available: stock.available, held: heldOf(stock), sold: stock.sold, states }
    },

    /** The timer's work until no order owes anything that is due: what waits for WeChat Pay is looked at later. */
    async runTimer() {
      const due = () => db.count('orders', { owedAt: _.lte(clock.now()) })
      const startedAt = performance.now()
      const before = await due()
      for (let runs = 0; runs < 100 && (await due()) > 0; runs++) {
        await cloud.runner?.invoke('scheduler', { Type: 'Timer', TriggerName: 'everyMinute' })
      }
      const left = await due()
      return { orders: before - left, left, seconds: (performance.now() - startedAt) / 1000 }
    },

    /** What is wrong with these orders, and with all the books. */
    async verify(orderIds: readonly string[]) {
      const wrong: string[] = []
      for (let from = 0; from < orderIds.length; from += BATCH) {
        const ids = orderIds.slice(from, from + BATCH)
        const where = { _id: _.in(ids) }
        const found = await Promise.all([
          db.find('orders', { where, fields: ['state'], limit: BATCH }),
          db.find('commissions', { where, fields: ['shares'], limit: BATCH }),
        ])
        const states = new Map(found[0].map(({ _id, state }) => [_id, state]))
        const shares = new Map(found[1].map(({ _id, shares }) => [_id, shares]))
        for (const id of ids) {
          if (states.get(id) !== 'paid') wrong.push(`order ${id} is ${states.get(id)}`)
          const earned = shares.get(id)?.filter(({ amountFen }) => amountFen > 0).length ?? 0
          if (earned !== 3) wrong.push(`order ${id} has ${earned} shares of commission`)
        }
      }
      const violations = await checkBooks({ db, clock, seams } as unknown as Context)
      return { wrong, violations }
    },

    /** The round trips since the last time. */
    async takeTrips(): Promise<Trip[]> {
      const taken = trips
      trips = []
      return taken
    },

    /** What the walk over all calls refers to beyond what it makes itself. */
    async somebodyWhoApplied() {
      const [found] = await db.find('distributors', {
        where: { state: 'pending' },
        limit: 1,
      })
      return found?.distributorId ?? 'none'
    },

    /** Processor time of this process and of the functions' threads so far, ms, and memory now, MB. */
    async usage() {
      const { user, system } = process.cpuUsage()
      return {
        cpuMs: (user + system) / 1000,
        functionsMs: cloud.runner?.processorMs() ?? {},
        memoryMb: process.memoryUsage.rss() / 2 ** 20,
      }
    },

    /** The next call meets a function that was never loaded and never compiled. */
    async cool() {
      rmSync(COMPILED, { recursive: true, force: true, maxRetries: 5 })
      cloud.runner?.renew()
    },

    async stop() {
      await cloud.close()
      setImmediate(() => process.exit(0))
    },
  }
}

let tellPaid: (orderId: string) => void = () => {}
const [dataDir = '', functionsDir = '', instances] = process.argv.slice(2)
const opening = openShop(join(dataDir), functionsDir, instances ? Number(instances) : undefined)
const through =
  (name: keyof Shop) =>
  async (...args: unknown[]): Promise<unknown> =>
    ((await opening)[name] as (...given: unknown[]) => Promise<unknown>)(...args)
const NAMES: readonly (keyof Shop)[] = [
  'prepare',
  'addHistory',
  'orderCount',
  'newProduct',
  'stockOf',
  'runTimer',
  'verify',
  'takeTrips',
  'somebodyWhoApplied',
  'usage',
  'cool',
  'stop',
]
tellPaid = serve(Object.fromEntries(NAMES.map((name) => [name, through(name)])))
