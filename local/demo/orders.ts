import { STEPS } from '@shared/rules/pricing'
import { owing } from '../../cloudfunctions/platform/owed'
import { receiverPlace, untouched, type OrderLineDoc } from '../../cloudfunctions/domain/sale/order'
import { DAY_MS } from '../../shared/business-day'
import type { ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import { chainFor } from '../../cloudfunctions/domain/distribution/binding'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { priceLines, toLineDocs } from '../../cloudfunctions/domain/sale/checkout'
import type { SettingsDoc } from '../../cloudfunctions/domain/shop/settings'
import { sealReceiver } from '../../cloudfunctions/domain/people/member'
import { derivedNumber } from '../../cloudfunctions/platform/ids'
import type { Personal } from '../../cloudfunctions/platform/personal'
import { openidOf } from '../server/phones'
import { pathOf, shareCodeOf, type DemoCustomer, type DemoPeople } from './people'
import type { Random } from './random'
import { refunded, returned } from './refunds'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Pieces of a SKU in a basket. */
export interface Wanted {
  readonly productId: string
  readonly skuId: string
  readonly quantity: number
}

/** What becomes of an order that is not simply received; the days are those from receipt to refund. */
export type Ending =
  | { readonly kind: 'unpaid' }
  | { readonly kind: 'refunded'; readonly reason: string }
  | { readonly kind: 'returned'; readonly reason: string; readonly days: number }

/** Which customer orders, and when. */
export interface Occasion {
  readonly customer: DemoCustomer
  readonly placedAt: number
  /** Absent: anything. */
  readonly basket?: readonly Wanted[]
  readonly ending?: Ending
  /** Received within a day of the payment. */
  readonly fast?: true
}

/** What orders are made of. */
export interface OrderedFrom {
  readonly now: number
  readonly settings: SettingsDoc
  readonly products: readonly ProductDoc[]
  readonly people: DemoPeople
  readonly personal: Personal
}

/** An order for each occasion, in the state that its age and its ending bring. */
export function demoOrders(from: OrderedFrom, occasions: readonly Occasion[], random: Random): OrderDoc[] {
  const productOf = new Map(from.products.map((product) => [product._id, product]))
  return occasions.map((occasion, i) =>
    ended(orderOf(i, occasion, { ...from, productOf }, random), occasion.ending, from.now),
  )
}

function ended(order: OrderDoc, ending: Ending | undefined, now: number): OrderDoc {
  const { paidAt, shippedAt, receivedAt } = order
  if (!ending || paidAt === undefined) return order
  if (ending.kind === 'unpaid') return order.expiresAt < now ? abandoned(order) : order
  if (ending.kind === 'refunded') {
    const at = paidAt + 3 * HOUR_MS
    return shippedAt !== undefined && at < now ? refunded(order, at, ending.reason) : order
  }
  if (receivedAt === undefined) return order
  const at = receivedAt + ending.days * DAY_MS + 2 * HOUR_MS
  return at < now - HOUR_MS ? returned(order, at, ending.reason) : order
}

/** An order that nobody paid: it closed after half an hour. */
function abandoned(order: OrderDoc): OrderDoc {
  const {
    paidAt: _p,
    transactionId: _t,
    shippedAt: _s,
    receivedAt: _r,
    completedAt: _c,
    dueAt: _d,
    ...rest
  } = order
  return {
    ...rest,
    ...untouched(order.payFen),
    state: 'closed',
    closedAt: order.expiresAt,
    closeReason: 'timeout',
  }
}

function orderOf(
  index: number,
  occasion: Occasion,
  { now, settings, products, productOf, people, personal }: OrderedFrom & { productOf: Products },
  random: Random,
): OrderDoc {
  const { customer, placedAt } = occasion
  const orderId = derivedNumber('demo-order', String(index))
  const { threeLevels: _, ...policy } = settings.commission
  const basket = occasion.basket ? occasion.basket.map(lineOf(productOf)) : anything(products, random)
  const amounts = priceLines(basket, { settings, facts: {}, steps: STEPS })
  const links = customer.of
    ? pathOf(people, customer.of).map((distributorId, i) => ({ level: i + 1, distributorId }))
    : []
  const chain = chainFor(links, policy)
  const lines = toLineDocs(amounts, productOf, chain)
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
    policy,
    placedAt,
    expiresAt: placedAt + settings.unpaidMinutes * MINUTE_MS,
    slot: orderId,
    paidAt,
    prepay: { at: placedAt + 2_000, asked: 0 },
    transactionId: `4200${derivedNumber('demo-transaction', orderId)}${String(index).padStart(4, '0')}`,
    requestHash: '',
    ...untouched(amounts.payFen),
    ...owing(),
    ...delivery(index, lines, { paidAt, fast: occasion.fast === true }, now, settings, random),
  }
}

type Products = ReadonlyMap<string, ProductDoc>

const lineOf =
  (productOf: Products) =>
  ({ productId, skuId, quantity }: Wanted) => {
    const product = productOf.get(productId)
    const sku = product?.skus.find((one) => one.skuId === skuId)
    if (!product || !sku) throw new RangeError(`there is no ${skuId}`)
    return { lineId: skuId, product, sku, quantity }
  }

function anything(products: readonly ProductDoc[], random: Random) {
  const count = random.next() < 0.7 ? 1 : 2
  const first = random.between(0, products.length - 1)
  return Array.from({ length: count }, (_, i) => {
    const product = products[(first + i * 5) % products.length]
    if (!product) throw new RangeError('no products')
    const sku = random.pick(product.skus)
    return { lineId: sku.skuId, product, sku, quantity: random.next() < 0.75 ? 1 : 2 }
  })
}

/** How far the parcel has come by `now`. */
function delivery(
  index: number,
  lines: readonly OrderLineDoc[],
  { paidAt, fast }: { paidAt: number; fast: boolean },
  now: number,
  settings: SettingsDoc,
  random: Random,
): Partial<OrderDoc> {
  const shippedAt = paidAt + (fast ? 4 : random.between(7, 26)) * HOUR_MS
  const receivedAt = shippedAt + (fast ? 14 : random.between(40, 80)) * HOUR_MS
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
