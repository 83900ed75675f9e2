import type { Envelope } from '@shared/contract'
import type { LocalCloud } from '../../local'
import { pngOf } from '../support/pictures'
import type { World } from './row'

/** What a call that has to succeed answers. @throws Error with the code of the refusal */
export async function must<T>(answer: Promise<Envelope<T>>): Promise<T> {
  const envelope = await answer
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`)
  return envelope.data
}

async function placeOrder(
  cloud: LocalCloud,
  token: string,
  line: { productId: string; skuId: string },
  addressId: string,
) {
  const lines = [{ ...line, quantity: 1 }]
  const { amounts } = await must(cloud.call('buyer', 'storefront/order.quote', { lines, addressId }))
  const placed = await must(
    cloud.call('buyer', 'storefront/order.place', {
      token,
      lines,
      addressId,
      expectedPayFen: amounts.payFen,
    }),
  )
  return placed.orderId
}

async function payOrder(cloud: LocalCloud, orderId: string) {
  const { payParams } = await must(cloud.call('buyer', 'storefront/payment.prepare', { orderId }))
  const order = await cloud.db.get('orders', orderId)
  cloud.wechatpay.pay(payParams!, { openid: order?.buyerId ?? '' })
  await must(cloud.call('buyer', 'storefront/payment.sync', { orderId }))
}

/** What the rows need, made by real calls on the demo shop: an order unpaid, one paid and one shipped. */
export async function makeWorld(cloud: LocalCloud): Promise<World> {
  const { items } = await must(cloud.call('buyer', 'storefront/catalog.list', {}))
  const card = items.find((item) => !item.soldOut)
  if (!card) throw new Error('the demo shop has nothing to sell')
  const { productId } = card
  const product = await must(cloud.call('merchant', 'merchant/catalog.get', { productId }))
  const sku = product.skus.find(({ available }) => available > 10)
  if (!sku) throw new Error('nothing in stock')
  const { code: shareCode } = await must(
    cloud.call('distributor', 'distributor/sharing.create', { productId }),
  )
  await must(cloud.call('buyer', 'storefront/member.enter', { scene: shareCode }))
  const address = {
    name: '林知夏',
    mobile: '13800006207',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
  }
  const { addressId } = await must(
    cloud.call('buyer', 'storefront/member.saveAddress', { ...address, detail: '文三路 199 号 7 幢 1202' }),
  )
  const { addressId: spareAddressId } = await must(
    cloud.call('buyer', 'storefront/member.saveAddress', { ...address, detail: '文三路 201 号' }),
  )
  const line = { productId, skuId: sku.skuId }
  const unpaidOrderId = await placeOrder(cloud, 'world-unpaid-0123456789', line, addressId)
  const paidOrderId = await placeOrder(cloud, 'world-paid-01234567890', line, addressId)
  const shippedOrderId = await placeOrder(cloud, 'world-shipped-012345678', line, addressId)
  await payOrder(cloud, paidOrderId)
  const sentOrderId = await placeOrder(cloud, 'world-sent-012345678901', line, addressId)
  for (const orderId of [shippedOrderId, sentOrderId]) {
    await payOrder(cloud, orderId)
    const by = { courier: 'SF', waybill: 'SF1388004217765' }
    await must(cloud.call('merchant', 'merchant/fulfilment.ship', { orderId, ...by }))
  }
  const sent = await must(cloud.call('buyer', 'storefront/order.get', { orderId: sentOrderId }))
  await must(cloud.call('buyer', 'storefront/cart.add', { ...line, quantity: 1 }))
  const commissions = await must(cloud.call('distributor', 'distributor/commission.list', {}))
  const applications = await must(cloud.call('merchant', 'merchant/distributor.list', { state: 'pending' }))
  const policy = await must(cloud.call('merchant', 'merchant/policy.get', {}))
  const days = await must(cloud.call('merchant', 'merchant/reconciliation.days', {}))
  const reconciledDay = days.items.find(({ open }) => open > 0)?.day ?? 'none'
  const differences = await must(
    cloud.call('merchant', 'merchant/reconciliation.differences', { day: reconciledDay }),
  )
  const content = pngOf(200, 200).toString('base64')
  const { picture } = await must(cloud.call('merchant', 'merchant/picture.upload', { content }))
  // The notifications of the two payments have arrived.
  await cloud.settle()
  return {
    now: cloud.clock.now(),
    ...line,
    priceFen: sku.priceFen,
    categoryId: product.categoryId,
    picture,
    addressId,
    spareAddressId,
    unpaidOrderId,
    paidOrderId,
    shippedOrderId,
    sentOrderId,
    sentParcelId: sent.parcels[0]?.parcelId ?? 'none',
    shareCode,
    commissionId: commissions.items[0]?.commissionId ?? 'none',
    applicantId: applications.items[0]?.distributorId ?? 'none',
    product: {
      version: product.version,
      skus: product.skus.map(({ skuId, priceFen, listPriceFen, costFen }) => ({
        skuId,
        priceFen,
        listPriceFen,
        costFen,
      })),
    },
    policy,
    reconciledDay,
    differenceId: differences.items[0]?.differenceId ?? 'none',
  }
}
