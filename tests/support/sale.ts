import { merchant, storefront } from './handlers'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OutputOf } from '../../shared/contract'
import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import { newStock } from '../../cloudfunctions/domain/goods/inventory'
import { newMember, type MemberDoc } from '../../cloudfunctions/domain/people/member'
import type { RefundState } from '@shared/contract/order/schema'
import { refundStateOf, type OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import { answerNotification } from '../../cloudfunctions/paynotify/notify'
import type { Clock } from '../../cloudfunctions/platform/clock'
import type { CollectionSpecs } from '../../cloudfunctions/platform/collections'
import type { Config } from '../../cloudfunctions/platform/config'
import type { Context } from '../../cloudfunctions/platform/context'
import { createPayGateway } from '../../cloudfunctions/platform/pay-gateway'
import type { WechatApi } from '../../cloudfunctions/platform/ports'
import { runJobs } from './handlers'
import {
  createWechatPay,
  openWechatPayStore,
  type WechatPay,
  type WechatPayOptions,
} from '../../emulator/src/wechatpay'
import { staffOf, startTestMall, type TestMall } from './context'
import { keptAddress } from './personal'
import { MESSAGES, distributorDoc, productDoc, settingsDoc } from './documents'

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000
export const PRICE_FEN = 12_800
/** 20 %, 10 % and 5 % of one piece. */
export const COMMISSIONS_FEN = [2_560, 1_280, 640] as const

/** A shop that sells: the mall on the real SDK, and a WeChat Pay of its own that notifies it. */
export interface SaleMall extends TestMall {
  readonly wechatpay: WechatPay
  /** What WeChat was asked to tell buyers or to note. */
  readonly told: { kind: 'message' | 'shipping'; openid: string; page?: string }[]
  /** From now on the mall believes these keys of WeChat Pay beside the first one. */
  pin(platformKeys: Record<string, string>): void
  /** How the notification's delivery answers; `null`: as the mall does. */
  answerNotificationsWith(status: number | null): void
  /** A buyer with an address, recommended by three distributors above one another. */
  newBuyer(): Promise<string>
  /** A product of one SKU with that much stock. */
  newProduct(available: number, priceFen?: number): Promise<string>
  /** Places an order of one line; the token is new unless told. */
  place(
    buyer: string,
    product: string,
    options?: {
      ctx?: Context
      token?: string
      quantity?: number
      fromCart?: boolean
      priceFen?: number
      /** What the buyer has seen when it is not price × quantity. */
      expectedPayFen?: number
      choices?: Record<string, string>
      /** The buyer pays at once. */
      pay?: boolean
    },
  ): Promise<OutputOf<'storefront/order.place'>>
  /** Prepares the payment and has the payer confirm it. */
  pay(buyer: string, orderId: string, notify?: 'normal' | 'lose' | 'never'): Promise<string>
  /** Runs the timer's jobs once, or once for each of these pauses on the clock. */
  jobs(pausesMs?: readonly number[]): Promise<void>
  order(orderId: string): Promise<OrderDoc & { refundState: RefundState }>
  commission(orderId: string): Promise<CommissionDoc | null>
  stock(product: string): Promise<{ available: number; held: number; sold: number }>
}

export const skuOf = (product: string): string => `${product}-sku`

export async function startSaleMall({
  collections,
  ...options
}: Pick<WechatPayOptions, 'platformMode'> & { collections?: CollectionSpecs } = {}): Promise<SaleMall> {
  const mall = await startTestMall({ collections })
  const store = openWechatPayStore(':memory:')
  const server = createServer((request, response) => {
    request.url = (request.url ?? '').replace(/^\/wechatpay/, '')
    void wechatpay.handle(request, response)
  })
  let status: number | null = null
  const wechatpay = await createWechatPay({
    ...options,
    clock: mall.clock,
    store,
    baseUrl: `${await listen(server)}/wechatpay`,
    async deliver({ headers, body }) {
      if (status !== null) return status
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      )
      return (await answerNotification(ctx, { headers: lower, body })).statusCode
    },
  })
  const told: SaleMall['told'] = []
  const ctx = contextOf(mall, wechatpay, told)
  let counter = 0
  const next = (prefix: string) => `${prefix}${String(++counter).padStart(6, '0')}`

  const sale: SaleMall = {
    ...mall,
    ctx,
    wechatpay,
    told,
    as: (openid) => ({ ...ctx, openid }),
    asStaff: (openid = 'oStaff') => staffOf(ctx, openid),
    pin(platformKeys) {
      const pinned = { ...wechatpay.merchant.platformKeys, ...platformKeys }
      Object.assign(ctx, { pay: payGatewayOf(wechatpay, mall.clock, pinned) })
    },
    answerNotificationsWith: (wanted) => void (status = wanted),
    async newBuyer() {
      const buyer = next('oBuyer')
      const path = [1, 2, 3].map((level) => `${buyer}Up${level}`)
      await mall.db.insert('members', buyerDoc(buyer, path, mall.clock.now()))
      for (const [i, openid] of path.entries()) {
        await mall.db.insert('distributors', distributorDoc(openid, path.slice(i + 1, i + 3)))
      }
      return buyer
    },
    async newProduct(available, priceFen = PRICE_FEN) {
      const product = next('p')
      await mall.db.insert('products', sold(product, priceFen))
      const skuId = skuOf(product)
      await mall.db.insert('stocks', newStock({ skuId, productId: product, available }))
      return product
    },
    place: (
      buyer,
      product,
      {
        ctx: own = ctx,
        token,
        quantity = 1,
        fromCart = false,
        priceFen,
        expectedPayFen,
        choices = {},
        pay = false,
      } = {},
    ) =>
      storefront['order.place'](
        { ...own, openid: buyer },
        {
          token: token ?? next('token-of-sixteen-'),
          lines: [{ productId: product, skuId: skuOf(product), quantity }],
          choices,
          addressId: 'home',
          remark: '',
          expectedPayFen: expectedPayFen ?? (priceFen ?? PRICE_FEN) * quantity,
          fromCart,
          pay,
        },
      ),
    async pay(buyer, orderId, notify = 'normal') {
      const { payParams } = await storefront['payment.prepare'](sale.as(buyer), { orderId })
      if (!payParams) throw new Error('there is nothing to pay')
      const paid = wechatpay.pay(payParams, { openid: buyer, notify })
      if (!paid.ok) throw new Error(`the payer meets ${paid.code}`)
      return paid.transactionId
    },
    async jobs(pausesMs = [0]) {
      for (const pauseMs of pausesMs) {
        mall.clock.advance(pauseMs)
        await wechatpay.tick()
        await runJobs(ctx)
      }
    },
    async order(orderId) {
      const order = await mall.db.get('orders', orderId)
      if (!order) throw new Error(`no order ${orderId}`)
      return { ...order, refundState: refundStateOf(order) }
    },
    commission: (orderId) => mall.db.get('commissions', orderId),
    async stock(product) {
      const stock = await mall.db.get('stocks', skuOf(product))
      if (!stock) throw new Error(`no stock of ${product}`)
      const held = Object.values(stock.holds).reduce((sum, { quantity }) => sum + quantity, 0)
      return { available: stock.available, held, sold: stock.sold }
    },
    keep() {
      const [situation, books, count] = [mall.keep(), store.keep(), told.length]
      return {
        digest: `${situation.digest} ${books.digest}`,
        restore() {
          // The clock, which wakes WeChat Pay, comes last.
          books.restore()
          situation.restore()
          told.length = count
        },
      }
    },
    async close() {
      await wechatpay.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      store.close()
      await mall.close()
    },
  }
  await mall.db.insert('settings', settingsDoc(MESSAGES))
  return sale
}

/** Refunds as the merchant does. */
export const refundByMerchant = (mall: SaleMall, orderId: string, ctx: Context = mall.ctx) =>
  merchant['refund.create'](staffOf(ctx, 'oStaff'), { orderId, reason: '客户不想要了' })

/** Ships as the merchant does. */
export const shipByMerchant = (mall: SaleMall, orderId: string, waybill = 'SF1234567890') =>
  merchant['fulfilment.ship'](mall.asStaff(), { orderId, way: 'express', courier: 'SF', waybill })

/** The code that a call is refused with, or `ok`. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => String((error as { code?: unknown }).code ?? error),
  )

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function payGatewayOf({ merchant }: WechatPay, clock: Clock, platformKeys: Record<string, string>) {
  const config: Pick<Config, 'appId' | 'pay' | 'callTimeoutMs'> = {
    appId: merchant.appid,
    pay: { ...merchant, platformKeys, notifyUrl: 'http://127.0.0.1:1/notify' },
    callTimeoutMs: 30_000,
  }
  return createPayGateway(config, clock)
}

function contextOf(mall: TestMall, wechatpay: WechatPay, told: SaleMall['told']): Context {
  const { appid, mchid, platformKeys } = wechatpay.merchant
  const note = (entry: SaleMall['told'][number]) => {
    told.push(entry)
    return Promise.resolve({ kind: 'ok' as const, value: null })
  }
  const wechat: WechatApi = {
    envVersion: 'release',
    miniProgramCode: async () => ({ kind: 'unknown', cause: 'not here' }),
    sendSubscribeMessage: ({ openid, page }) => note({ kind: 'message', openid, page }),
    openCard: async () => ({ kind: 'rejected', code: '85462', message: 'not here', final: true }),
    changeCard: async () => ({ kind: 'rejected', code: '85462', message: 'not here', final: true }),
    uploadShippingInfo: ({ openid }) => note({ kind: 'shipping', openid }),
    checkText: async () => ({ kind: 'ok', value: 'pass' }),
    checkPicture: async ({ address }) => ({ kind: 'ok', value: `trace of ${address}` }),
    receiptState: async () => ({ kind: 'ok', value: 'open' }),
    couriers: async () => ({ kind: 'unknown', cause: 'not here' }),
    tradeStanding: async () => ({ kind: 'ok', value: 'open' }),
  }
  const pay = payGatewayOf(wechatpay, mall.clock, platformKeys)
  return { ...mall.ctx, pay, wechat, appId: appid, mchid }
}

const sold = (productId: string, priceFen: number): ProductDoc =>
  productDoc(productId, {
    priceFen,
    skus: [{ skuId: skuOf(productId), values: ['125g'], priceFen, listPriceFen: 0, costFen: 5_000 }],
  })

function buyerDoc(openid: string, path: string[], now: number): MemberDoc {
  const address = keptAddress(openid, {
    addressId: 'home',
    name: '林小满',
    mobile: '13812345678',
    province: '福建省',
    city: '福州市',
    district: '鼓楼区',
    detail: '榕荫路 1 号',
    label: '家',
    createdAt: now,
  })
  const binding = {
    distributorId: path[0] ?? '',
    path,
    shareCode: 'share0001',
    boundAt: now,
    expiresAt: now + 3_650 * DAY_MS,
    protectedUntil: now,
  }
  return {
    ...newMember(openid, now, '小满'),
    addresses: { home: address },
    addressCount: 1,
    defaultAddressId: 'home',
    binding,
    boundTo: binding.distributorId,
  }
}
