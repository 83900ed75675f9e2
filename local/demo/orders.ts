import { STEPS } from '@shared/rules/pricing'
import { owing } from '../../cloudfunctions/platform/owed'
import { receiverPlace, untouched, type OrderLineDoc } from '../../cloudfunctions/domain/sale/order'
import { DAY_MS, startOfDay } from '../../shared/business-day'
import type { ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import { chainFor } from '../../cloudfunctions/domain/distribution/binding'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { priceLines, toLineDocs } from '../../cloudfunctions/domain/sale/checkout'
import type { SettingsDoc } from '../../cloudfunctions/domain/shop/settings'
import { sealReceiver } from '../../cloudfunctions/domain/people/member'
import { derivedNumber } from '../../cloudfunctions/platform/ids'
import type { Personal } from '../../cloudfunctions/platform/personal'
import { openidOf } from '../server/phones'
import { CUSTOMERS, PATHS, shareCodeOf, type DemoCustomer } from './people'
import { DEMO_RATES } from './settings'
import { createRandom, type Random } from './random'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HISTORY_DAYS = 30
/** Longer ago than any order of the history, so that the first of its orders are settled. */
const LEAD_DAYS = 14

/** Which customer orders, and when; the time of day is the shop's. */
interface Occasion {
  readonly customer: DemoCustomer
  readonly placedAt: number
}

/** The orders of the last weeks, oldest first, each in the state that its age brings; some were never paid. */
export function demoOrders(
  now: number,
  settings: SettingsDoc,
  products: readonly ProductDoc[],
  personal: Personal,
): OrderDoc[] {
  const random = createRandom(312)
  return occasions(now, random).map((occasion, i) => {
    const order = orderOf(i, occasion, now, settings, products, random, personal)
    return i % 12 === 5 && order.state === 'completed' ? abandoned(order) : order
  })
}

/** An order that nobody paid: it closed after half an hour. */
function abandoned(order: OrderDoc): OrderDoc {
  const { paidAt: _p, transactionId: _t, shippedAt: _s, receivedAt: _r, completedAt: _c, ...rest } = order
  return { ...rest, parcels: {}, state: 'closed', closedAt: order.expiresAt, closeReason: 'timeout' }
}

/** A few orders a day, more at weekends and with a slow rise; the last ones some minutes ago. */
function occasions(now: number, random: Random): Occasion[] {
  const found: Occasion[] = []
  for (let day = HISTORY_DAYS + LEAD_DAYS; day >= 0; day--) {
    const midnight = startOfDay(now) - day * DAY_MS
    const weekend = [0, 6].includes(new Date(midnight + 8 * HOUR_MS).getUTCDay())
    const rise = 1 + (HISTORY_DAYS - Math.min(day, HISTORY_DAYS)) / HISTORY_DAYS
    const count = Math.round((random.between(2, 4) + (weekend ? 2 : 0)) * rise)
    for (let i = 0; i < count; i++) {
      const placedAt = midnight + random.between(8 * 60, 22 * 60) * MINUTE_MS
      if (placedAt < now - 20 * MINUTE_MS) found.push({ customer: random.pick(CUSTOMERS), placedAt })
    }
  }
  const [first, second] = CUSTOMERS
  if (first && second) {
    found.push({ customer: first, placedAt: now - 18 * MINUTE_MS })
    found.push({ customer: second, placedAt: now - 6 * MINUTE_MS })
  }
  return found
    .filter(({ customer, placedAt }) => placedAt > now - customer.daysAgo * DAY_MS + HOUR_MS)
    .sort((a, b) => a.placedAt - b.placedAt)
}

function orderOf(
  index: number,
  { customer, placedAt }: Occasion,
  now: number,
  settings: SettingsDoc,
  products: readonly ProductDoc[],
  random: Random,
  personal: Personal,
): OrderDoc {
  const orderId = derivedNumber('demo-order', String(index))
  const amounts = priced(settings, products, random)
  const links = customer.of
    ? PATHS[customer.of].map((distributorId, i) => ({ level: i + 1, distributorId }))
    : []
  const chain = chainFor(links, DEMO_RATES)
  const lines = toLineDocs(amounts, new Map(products.map((product) => [product._id, product])), chain)
  const [province, city, district, detail] = customer.city
  const paidAt = placedAt + random.between(20, 300) * 1_000
  return {
    _id: orderId,
    buyerId: customer.openid,
    buyerName: customer.name,
    state: 'paid',
    lines,
    goodsFen: amounts.goodsFen,
    discountFen: amounts.discountFen,
    freightFen: amounts.freightFen,
    freightEffects: [...amounts.freight.effects],
    payFen: amounts.payFen,
    priceHash: amounts.hash,
    address: {
      province,
      city,
      district,
      receiver: sealReceiver({ personal }, receiverPlace(orderId), {
        name: customer.name,
        mobile: `138${String(10_000_000 + ((index * 7_919) % 89_999_999))}`,
        detail,
      }),
    },
    remark: index % 17 === 3 ? '请放门卫，谢谢' : '',
    chain,
    chainIds: chain.map(({ distributorId }) => distributorId),
    shareCode: customer.of ? shareCodeOf(openidOf(customer.of), 'yancha') : null,
    policyVersion: settings.policyVersion,
    policy: DEMO_RATES,
    placedAt,
    expiresAt: placedAt + settings.unpaidMinutes * MINUTE_MS,
    slot: orderId,
    paidAt,
    prepay: { at: placedAt + 2_000, asked: 0 },
    transactionId: `4200${derivedNumber('demo-transaction', orderId)}${String(index).padStart(4, '0')}`,
    requestHash: '',
    ...untouched(amounts.payFen),
    ...owing(),
    ...delivery(index, lines, paidAt, now, settings, random),
  }
}

function priced(settings: SettingsDoc, products: readonly ProductDoc[], random: Random) {
  const count = random.next() < 0.7 ? 1 : 2
  const first = random.between(0, products.length - 1)
  const wanted = Array.from({ length: count }, (_, i) => {
    const product = products[(first + i * 5) % products.length]
    if (!product) throw new RangeError('no products')
    const sku = random.pick(product.skus)
    return { lineId: sku.skuId, product, sku, quantity: random.next() < 0.75 ? 1 : 2 }
  })
  return priceLines(wanted, { settings, facts: {}, steps: STEPS })
}

/** How far the parcel has come by `now`. */
function delivery(
  index: number,
  lines: readonly OrderLineDoc[],
  paidAt: number,
  now: number,
  settings: SettingsDoc,
  random: Random,
): Partial<OrderDoc> {
  const shippedAt = paidAt + random.between(7, 26) * HOUR_MS
  const receivedAt = shippedAt + random.between(40, 80) * HOUR_MS
  const completedAt = receivedAt + settings.afterSaleDays * DAY_MS
  const courier = random.pick(['SF', 'ZTO', 'JD'] as const)
  if (shippedAt > now) return {}
  const waybill = `${courier}${String(1_388_042_100_000 + index * 7_765)}`
  const receiveBy = shippedAt + settings.autoReceiveDays * DAY_MS
  const packed = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  const parcel = { parcelId: 'first', courier, waybill, shippedAt, lines: packed, receiveBy }
  const shipped = { shippedAt, parcels: { first: parcel }, goodsRevision: 1 }
  if (receivedAt > now) return { ...shipped, state: 'shipped', dueAt: receiveBy }
  if (completedAt > now) return { ...shipped, receivedAt, state: 'received', dueAt: completedAt }
  return { ...shipped, receivedAt, completedAt, state: 'completed' }
}
