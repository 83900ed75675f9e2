import { STEPS } from '@shared/rules/pricing'
import { owing } from '../cloudfunctions/platform/owed'
import { sealReceiver } from '../cloudfunctions/domain/people/member'
import { receiverPlace, untouched } from '../cloudfunctions/domain/sale/order'
import { DAY_MS, startOfDay } from '@shared/business-day'
import type { ProductDoc } from '../cloudfunctions/domain/goods/catalog'
import { chainFor } from '../cloudfunctions/domain/distribution/binding'
import type { OrderDoc } from '../cloudfunctions/domain/sale/order'
import { priceLines, toLineDocs } from '../cloudfunctions/domain/sale/checkout'
import type { SettingsDoc } from '../cloudfunctions/domain/shop/settings'
import { derivedNumber } from '../cloudfunctions/platform/ids'
import { openidOf } from '../local'
import { demoBooks, type DemoBooks } from '../local/demo/books'
import { buyerName, HOME, pathOf, personal, placeOf, shareCodeOf } from './people'

const HOUR_MS = 3_600_000
const HISTORY_DAYS = 180

export interface History extends DemoBooks {
  orders: OrderDoc[]
}

/**
 * Orders of the last half year with all that was booked for them, as the shop itself would have left them: one in
 * twelve was never paid, most are completed and settled, the latest wait for shipment.
 */
export function history(
  count: number,
  buyers: number,
  now: number,
  settings: SettingsDoc,
  products: readonly ProductDoc[],
): History {
  const skus = products.flatMap((product) => product.skus.map((sku) => ({ product, sku })))
  const orders = Array.from({ length: count }, (_, i): OrderDoc => {
    const { product, sku } = skus[(i * 7) % skus.length]!
    const quantity = i % 4 === 0 ? 2 : 1
    // Oldest first, and never so young that the timer would still have something to do.
    const placedAt = now - 2 * HOUR_MS - Math.floor(((count - i) / count) * HISTORY_DAYS * DAY_MS)
    const paidAt = placedAt + 45_000
    const who = (i * 31) % buyers
    const wanted = [{ lineId: sku.skuId, product, sku, quantity }]
    const amounts = priceLines(wanted, { settings, facts: {}, steps: STEPS })
    const links = pathOf(who).map((distributorId, at) => ({ level: at + 1, distributorId }))
    const chain = chainFor(links, settings.commission)
    const orderId = derivedNumber('bench-history', String(i))
    const common = {
      _id: orderId,
      slot: orderId,
      buyerId: openidOf(buyerName(who)),
      buyerName: `买家 ${who}`,
      lines: toLineDocs(amounts, new Map([[product._id, product]]), chain),
      goodsFen: amounts.goodsFen,
      discountFen: amounts.discountFen,
      freightFen: amounts.freightFen,
      freightEffects: [...amounts.freight.effects],
      payFen: amounts.payFen,
      priceHash: amounts.hash,
      requestHash: '',
      address: { ...placeOf(HOME), receiver: sealReceiver({ personal }, receiverPlace(orderId), HOME) },
      remark: '',
      chain,
      chainIds: chain.map(({ distributorId }) => distributorId),
      shareCode: shareCodeOf(who),
      policyVersion: settings.policyVersion,
      policy: settings.commission,
      placedAt,
      expiresAt: placedAt + settings.unpaidMinutes * 60_000,
      ...untouched(amounts.payFen),
      ...owing(),
    }
    if (i % 12 === 5) {
      return { ...common, state: 'closed', closedAt: common.expiresAt, closeReason: 'timeout' }
    }
    const paid = {
      ...common,
      paidAt,
      prepay: { at: placedAt + 2_000, asked: 0 },
      transactionId: `4200${derivedNumber('bench-transaction', String(i))}`,
    }
    return { ...paid, ...delivery(i, paidAt, now, settings) }
  })
  return { orders, ...demoBooks(orders, startOfDay(now) + 11 * 60_000) }
}

/** How far the parcel has come by `now`. */
function delivery(i: number, paidAt: number, now: number, settings: SettingsDoc) {
  const shippedAt = paidAt + (7 + (i % 19)) * HOUR_MS
  const receivedAt = shippedAt + (40 + (i % 41)) * HOUR_MS
  const completedAt = receivedAt + settings.afterSaleDays * DAY_MS
  const waybill = `SF${1_388_042_100_000 + i}`
  const receiveBy = shippedAt + settings.autoReceiveDays * DAY_MS
  const parcel = { parcelId: 'first', courier: 'SF', waybill, shippedAt, lines: [], receiveBy }
  // What falls due while the bench runs is left where it is: an hour's margin.
  const until = now + HOUR_MS
  if (shippedAt > now) return { state: 'paid' as const }
  const shipped = { shippedAt, parcels: { first: parcel } }
  if (receivedAt > until) {
    return { ...shipped, state: 'shipped' as const, dueAt: receiveBy }
  }
  const received = { ...shipped, receivedAt: Math.min(receivedAt, now) }
  if (completedAt > until) return { ...received, state: 'received' as const, dueAt: completedAt }
  return { ...received, state: 'completed' as const, completedAt: Math.min(completedAt, now) }
}
