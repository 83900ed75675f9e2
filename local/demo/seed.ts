import type { CollectionName, Doc } from '../../cloudfunctions/platform/collections'
import type { Database, Document } from '../../cloudfunctions/platform/database'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { WechatPay } from '../../emulator/src/wechatpay'
import { changeBill } from '../../emulator/src/wechatpay'
import { createLocalPersonal } from '../personal'
import { demoBooks, refunded } from './books'
import { demoOrders } from './orders'
import { demoDistributors, demoMembers, demoShares, demoStaff } from './people'
import { demoBillChanges, demoReconciliations } from './reconciliations'
import { demoProducts, demoStocks } from './products'
import { demoSettings } from './settings'
import { demoTrail } from './trail'
import { payTrades } from './trades'
import { demoVisits } from './visits'

/** What the demo is put into: a local cloud is one. */
export interface DemoTarget {
  readonly db: Database
  readonly clock: { now(): number }
  /** Knows the payments and refunds of past orders afterwards, so that the shop can go on. */
  readonly wechatpay?: WechatPay
}

/** Documents that travel in one trip. */
const BATCH = 200

const HOUR_MS = 3_600_000

/**
 * Fills an empty database with the demo shop 山野集: goods, people and about six weeks of paid orders with their
 * commissions and settlements, as the shop itself would have booked them. Relative to the clock; always the same.
 * Pictures are referenced below `baseUrl`, which serves `/pictures`.
 */
export async function seedDemo(
  { db, clock, wechatpay }: DemoTarget,
  { baseUrl = '' }: { baseUrl?: string } = {},
): Promise<void> {
  const now = clock.now()
  const personal = createLocalPersonal()
  const pictureOf = (name: string) => `${baseUrl}/pictures/${name}.webp`
  const iconOf = (name: string) => `${baseUrl}/pictures/icons/${name}.svg`
  const settings = demoSettings(now, pictureOf, iconOf)
  const products = demoProducts(now, pictureOf)
  const orders = withRefund(demoOrders(now, settings, products, personal))
  const { commissions, entries, statements, accounts } = demoBooks(orders, now)
  const { days, differences } = demoReconciliations(orders, now)
  const documents: { readonly [K in CollectionName]?: readonly Doc<K>[] } = {
    products,
    stocks: demoStocks(),
    members: demoMembers(now, personal),
    staff: demoStaff(),
    distributors: demoDistributors(now, personal),
    shares: demoShares(now),
    visits: demoVisits(now),
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

/** One recommended order of a week ago went back to the buyer before it was shipped. */
function withRefund(orders: OrderDoc[]): OrderDoc[] {
  const position = orders.findLastIndex((order) => order.state === 'received' && order.chain.length === 3)
  return orders.map((order, i) =>
    i === position ? refunded(order, (order.paidAt ?? order.placedAt) + 3 * HOUR_MS, '买家不想要了') : order,
  )
}
