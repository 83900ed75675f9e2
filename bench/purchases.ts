import { randomUUID } from 'node:crypto'
import { loop, rateOf, Times, type Rate } from './measure'
import { ADDRESS_ID, buyerName } from './people'
import type { Phones } from './phones'
import type { Remote } from './rpc'
import type { Offer, Shop } from './shop'

/**
 * The parts of a purchase, in their order. `sheet`: from the tap to WeChat's sheet; `pay`: the payer's confirmation;
 * `accrue`: from there to the acknowledged callback.
 */
export const PARTS = ['sheet', 'pay', 'accrue'] as const
export type Part = (typeof PARTS)[number]

export interface Purchases extends Rate {
  buyers: number
  parts: Record<Part, { p50Ms: number; p95Ms: number }>
  /** Processor time a purchase, ms: of the local cloud with all functions, and of the load. */
  cloudCpuMs: number
  loadCpuMs: number
  cloudMemoryMb: number
}

/** Who buys next, and what. */
export class Customers {
  private next = 0

  constructor(
    private readonly count: number,
    private readonly offers: readonly Offer[],
  ) {}

  take(): { who: string; offer: Offer } {
    const i = this.next++
    return { who: buyerName(i % this.count), offer: this.offers[(i * 13) % this.offers.length]! }
  }
}

export interface World {
  phones: Phones
  shop: Remote<Shop>
  customers: Customers
  /** Every order that was bought and paid. */
  bought: string[]
  /** The functions are of a version that prepares a payment in a call of its own. */
  twoCalls?: boolean
}

/** One buyer buys one piece: placed, prepared, paid, notified, accrued. */
export async function buy(world: World, told: (part: Part, ms: number) => void): Promise<void> {
  const { phones, shop, customers, bought } = world
  const { who, offer } = customers.take()
  let at = performance.now()
  const lap = (part: Part) => {
    const now = performance.now()
    told(part, now - at)
    at = now
  }
  const placed = await phones.call(who, 'storefront/order.place', {
    token: randomUUID(),
    lines: [{ productId: offer.productId, skuId: offer.skuId, quantity: 1 }],
    addressId: ADDRESS_ID,
    expectedPayFen: offer.payFen,
    ...(!world.twoCalls && { pay: true }),
  })
  const { orderId } = placed
  const { payParams } = world.twoCalls
    ? await phones.call(who, 'storefront/payment.prepare', { orderId })
    : placed
  lap('sheet')
  const accrued = shop.paid(orderId)
  await phones.confirm(who, payParams!)
  lap('pay')
  await accrued
  lap('accrue')
  bought.push(orderId)
}

/** So many purchases by so many at once, unmeasured. */
export async function buyMany(world: World, buyers: number, count: number): Promise<void> {
  let left = count
  await Promise.all(
    Array.from({ length: buyers }, async () => {
      while (left-- > 0) await buy(world, () => {})
    }),
  )
}

export async function measurePurchases(world: World, buyers: number, seconds: number): Promise<Purchases> {
  const times = Object.fromEntries(PARTS.map((part) => [part, new Times()])) as Record<Part, Times>
  const before = await world.shop.usage()
  const own = process.cpuUsage()
  const { times: whole, elapsedMs } = await loop(buyers, seconds, () =>
    buy(world, (part, ms) => times[part].add(ms)),
  )
  const { user, system } = process.cpuUsage(own)
  const after = await world.shop.usage()
  const parts = Object.fromEntries(
    PARTS.map((part) => {
      const { p50Ms, p95Ms } = rateOf(times[part], elapsedMs)
      return [part, { p50Ms, p95Ms }]
    }),
  ) as Purchases['parts']
  return {
    buyers,
    ...rateOf(whole, elapsedMs),
    parts,
    cloudCpuMs: Number(((after.cpuMs - before.cpuMs) / whole.count).toFixed(2)),
    loadCpuMs: Number(((user + system) / 1000 / whole.count).toFixed(2)),
    cloudMemoryMb: Math.round(after.memoryMb),
  }
}
