import type { CollectionName, Doc } from '../../cloudfunctions/platform/collections'
import type { Database, Document } from '../../cloudfunctions/platform/database'
import type { WechatPay } from '../../emulator/src/wechatpay'
import { changeBill } from '../../emulator/src/wechatpay'
import { createLocalPersonal } from '../personal'
import { demoBooks } from './books'
import { demoDistributors, demoMembers, demoShares } from './people'
import { demoStocks } from './products'
import { SMALL_DEMO, type DemoProfile } from './profile'
import { demoBillChanges, demoReconciliations } from './reconciliations'
import { demoShop } from './shop'
import { demoStaff } from './staff'
import { demoTrail } from './trail'
import { payTrades } from './trades'

/** What the demo is put into: a local cloud is one. */
export interface DemoTarget {
  readonly db: Database
  readonly clock: { now(): number }
  /** Knows the payments and refunds of past orders afterwards, so that the shop can go on. */
  readonly wechatpay?: WechatPay
}

/** Documents that travel in one trip. */
const BATCH = 500

/**
 * Fills an empty database with the demo shop 山野集: goods, people and weeks of paid orders with their commissions and
 * settlements, as the shop itself would have booked them. Relative to the clock; always the same. Pictures are
 * referenced below `baseUrl`, which serves `/pictures`.
 */
export async function seedDemo(
  { db, clock, wechatpay }: DemoTarget,
  { profile = SMALL_DEMO, baseUrl = '' }: { profile?: DemoProfile; baseUrl?: string } = {},
): Promise<void> {
  const now = clock.now()
  const personal = createLocalPersonal()
  const { goods, people, settings, products, orders, visits } = demoShop(profile, now, { personal, baseUrl })
  const { commissions, entries, statements, accounts } = demoBooks(orders, now)
  const { days, differences } = demoReconciliations(orders, now)
  const documents: { readonly [K in CollectionName]?: readonly Doc<K>[] } = {
    products,
    stocks: demoStocks(goods),
    members: demoMembers(people, now, personal),
    staff: demoStaff(),
    distributors: demoDistributors(people, now, personal),
    shares: demoShares(people, now),
    visits,
    orders,
    commissions,
    ledger: entries,
    statements,
    accounts,
    reconciliations: days,
    differences,
    trail: demoTrail(orders, differences, now),
    settings: [settings],
  }
  for (const [collection, all] of Object.entries(documents) as [CollectionName, readonly Document[]][]) {
    for (let from = 0; from < all.length; from += BATCH) {
      await db.insertMany(collection, all.slice(from, from + BATCH) as never)
    }
  }
  if (!wechatpay) return
  payTrades(wechatpay, orders)
  for (const [day, changes] of demoBillChanges(now)) changeBill(wechatpay, day, changes)
}
