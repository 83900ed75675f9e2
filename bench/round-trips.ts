import { randomUUID } from 'node:crypto'
import type { CallName } from '@shared/contract'
import { ROWS, type World as Rows } from '../tests/contract/row'
import { ADDRESS_ID, buyerName, WALKER } from './people'
import type { World } from './purchases'
import type { Offer, Trip } from './shop'

export interface CallTrips {
  call: string
  trips: number
  /** As `action collection`, in their order. */
  list: string[]
  /** The code of a call that was refused: what it cost until then. */
  refused?: string
  /** The most it may take. */
  limit?: number
}

/** What the mall promises; see issue "Proof". */
const LIMITS: Record<string, number> = {
  'storefront/order.place': 3,
  'storefront/order.place from the cart': 4,
  'paynotify (payment callback)': 4,
  'storefront/catalog.product': 2,
  'storefront/catalog.home': 2,
}

const BUYER = buyerName(WALKER)

/** Makes every call of the contract once, alone, and counts the round trips to the database. */
export async function countRoundTrips(world: World, offer: Offer): Promise<CallTrips[]> {
  const { phones, shop } = world
  const found: CallTrips[] = []

  async function count<T>(call: string, work: () => Promise<T>): Promise<T> {
    await shop.takeTrips()
    const result = await work()
    found.push(rowOf(call, await shop.takeTrips(), result))
    return result
  }
  const line = { productId: offer.productId, skuId: offer.skuId, quantity: 1 }
  const order = (fromCart: boolean) => ({
    token: randomUUID(),
    lines: [line],
    addressId: ADDRESS_ID,
    expectedPayFen: offer.payFen,
    fromCart,
  })
  const place = async (fromCart = false) =>
    (await phones.call(BUYER, 'storefront/order.place', order(fromCart))).orderId
  const prepay = (orderId: string) => phones.call(BUYER, 'storefront/payment.prepare', { orderId })
  async function pay(orderId: string) {
    const { payParams } = await prepay(orderId)
    const paid = shop.paid(orderId)
    await phones.confirm(BUYER, payParams!)
    await paid
  }

  // Once before: what an instance does at its first call is not counted.
  await phones.call('distributor', 'distributor/sharing.create', {})
  await pay(await place())

  await phones.call(BUYER, 'storefront/cart.add', line)
  await count('storefront/order.place from the cart', () => place(true))
  const placed = await place()
  const { payParams } = await prepay(placed)
  await count('paynotify (payment callback)', async () => {
    const paid = shop.paid(placed)
    await phones.confirm(BUYER, payParams!)
    await paid
  })
  world.bought.push(placed)

  const rows = await rowsWorld(world, offer, { place, pay })
  for (const [name, { input, by = 'buyer' }] of Object.entries(ROWS)) {
    const who = by === 'buyer' ? BUYER : by
    const given = name === 'storefront/order.place' ? order(false) : input(rows)
    await count(name, () => phones.ask(who, name as CallName, given as never))
  }
  return found
}

function rowOf(call: string, trips: readonly Trip[], result: unknown): CallTrips {
  const answer = result as { ok?: boolean; error?: { code: string } } | undefined
  return {
    call,
    trips: trips.length,
    list: trips.map(({ action, collection }) => `${action.replace('database.', '')} ${collection}`),
    ...(answer?.ok === false && { refused: answer.error?.code }),
    ...(LIMITS[call] !== undefined && { limit: LIMITS[call] }),
  }
}

/** The orders, ids and documents that the rows of the contract's walk refer to. */
async function rowsWorld(
  { phones, shop }: World,
  offer: Offer,
  { place, pay }: { place(): Promise<string>; pay(orderId: string): Promise<void> },
): Promise<Rows> {
  const [unpaidOrderId, paidOrderId] = [await place(), await place()]
  const [shippedOrderId, sentOrderId] = [await place(), await place()]
  await pay(paidOrderId)
  for (const orderId of [shippedOrderId, sentOrderId]) {
    await pay(orderId)
    const parcel = { courier: 'SF', waybill: 'SF1388004217765' }
    await phones.call('merchant', 'merchant/fulfilment.ship', { orderId, ...parcel })
  }
  const sent = await phones.call(BUYER, 'storefront/order.get', { orderId: sentOrderId })
  await phones.call(BUYER, 'storefront/cart.add', {
    productId: offer.productId,
    skuId: offer.skuId,
    quantity: 1,
  })
  const { productId, skuId } = offer
  const product = await phones.call('merchant', 'merchant/catalog.get', { productId })
  const { code: shareCode } = await phones.call('distributor', 'distributor/sharing.create', { productId })
  const commissions = await phones.call('distributor', 'distributor/commission.list', {})
  const { addressId: spareAddressId } = await phones.call(BUYER, 'storefront/member.saveAddress', {
    name: '林知夏',
    mobile: '13800006207',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    detail: '文三路 201 号',
  })
  return {
    now: Date.now(),
    productId,
    skuId,
    priceFen: offer.payFen,
    categoryId: product.categoryId,
    picture: product.pictures[0] ?? '',
    addressId: ADDRESS_ID,
    spareAddressId,
    unpaidOrderId,
    paidOrderId,
    shippedOrderId,
    sentOrderId,
    sentParcelId: sent.parcels[0]?.parcelId ?? 'none',
    shareCode,
    commissionId: commissions.items[0]?.commissionId ?? 'none',
    applicantId: await shop.somebodyWhoApplied(),
    product: {
      version: product.version,
      skus: product.skus.map(({ skuId: id, priceFen, listPriceFen, costFen }) => ({
        skuId: id,
        priceFen,
        listPriceFen,
        costFen,
      })),
    },
    policy: await phones.call('merchant', 'merchant/policy.get', {}),
    // Nothing was reconciled here: asking costs the same.
    reconciledDay: '2026-11-20',
    differenceId: 'none',
  }
}
