import { contract } from '@shared/contract'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { merchant, storefront } from '../support/handlers'
import type { CartDoc } from '../../cloudfunctions/domain/sale/cart/cart.model'
import { markCompleted } from '../../cloudfunctions/domain/sale/fulfilment/fulfilment.repo'
import { runJobs } from '../support/handlers'
import type { Outcome } from '../../cloudfunctions/platform/ports'
import {
  codeOf,
  COMMISSIONS_FEN,
  DAY_MS,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  shipByMerchant,
  skuOf,
  startSaleMall,
  type SaleMall,
} from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterAll(() => mall.close())

/** Places an order that takes none of its buyer's places for unpaid ones, as those of before: there may be many. */
async function placeAnother(buyer: string, product: string): Promise<string> {
  const { orderId } = await mall.place(buyer, product)
  await mall.db.change('orders', { _id: orderId }, { slot: orderId })
  return orderId
}

describe('a sale', () => {
  test('[ORDER-2] goes from placing to completion, each step told in its time', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(10)]
    const me = mall.as(buyer)
    const quote = await storefront['order.quote'](me, {
      choices: {},
      lines: [{ productId: product, skuId: skuOf(product), quantity: 2 }],
    })
    expect(quote).toMatchObject({
      orderable: true,
      address: { addressId: 'home' },
      amounts: { goodsFen: 2 * PRICE_FEN, freightFen: 0, payFen: 2 * PRICE_FEN },
    })

    const { orderId, payFen } = await mall.place(buyer, product, { quantity: 2 })
    expect(payFen).toBe(quote.amounts.payFen)
    expect(await mall.stock(product)).toEqual({ available: 8, held: 2, sold: 0 })
    expect(await storefront['order.counts'](me)).toEqual({ unpaid: 1, unshipped: 0, shipped: 0 })

    const transactionId = await mall.pay(buyer, orderId)
    await mall.wechatpay.tick()
    expect(await mall.order(orderId)).toMatchObject({
      state: 'paid',
      transactionId,
      owed: ['stock.sell', 'quota.use', 'message.paid', 'card.open'],
    })
    expect((await mall.commission(orderId))?.shares.map(({ amountFen }) => amountFen)).toEqual(
      COMMISSIONS_FEN.map((fen) => fen * 2),
    )
    await mall.jobs()
    expect(await mall.stock(product)).toEqual({ available: 8, held: 0, sold: 2 })
    expect((await mall.order(orderId)).owed).toEqual([])

    mall.clock.advance(MINUTE_MS)
    await shipByMerchant(mall, orderId)
    await shipByMerchant(mall, orderId)
    expect(await codeOf(shipByMerchant(mall, orderId, 'SF999999'))).toBe('ORDER_STATE')
    await mall.jobs()
    expect(mall.told.filter(({ openid }) => openid === buyer).map(({ kind }) => kind)).toEqual([
      'message',
      'shipping',
      'message',
    ])

    mall.clock.advance(MINUTE_MS)
    await storefront['fulfilment.receive'](me, { orderId })
    await storefront['fulfilment.receive'](me, { orderId })
    await mall.jobs()
    expect((await mall.commission(orderId))?.releaseAt).toBe(mall.clock.now() + 7 * DAY_MS)
    await mall.jobs([7 * DAY_MS])
    const detail = await storefront['order.get'](me, { orderId })
    expect(detail.state).toBe('completed')
    expect(detail.timeline.map(({ title }) => title)).toEqual([
      '订单已完成',
      '你已确认收货',
      '包裹正在路上',
      '付款成功',
      '订单已提交',
    ])
  })

  test('[ORDER-2] a step is taken from the step before it alone, and once of any number at once', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    const receive = () => codeOf(storefront['fulfilment.receive'](mall.as(buyer), { orderId }))
    const revision = async () => (await mall.order(orderId)).revision
    for (const state of ['pending_payment', 'paid'] as const) {
      if (state === 'paid') await mall.pay(buyer, orderId)
      await mall.jobs()
      expect(await receive()).toBe('ORDER_STATE')
      expect(await markCompleted(mall.ctx, orderId)).toBeNull()
      expect((await mall.order(orderId)).state).toBe(state)
    }
    await shipByMerchant(mall, orderId)
    await mall.jobs()
    expect(await markCompleted(mall.ctx, orderId)).toBeNull()
    const before = await revision()
    const told = await Promise.all(Array.from({ length: 10 }, receive))
    expect(new Set(told)).toEqual(new Set(['ok']))
    expect(await mall.order(orderId)).toMatchObject({ state: 'received', receivedAt: mall.clock.now() })
    // The receipt, and what it owed carried out.
    expect(await revision()).toBe(before + 2)
    const completed = await Promise.all(Array.from({ length: 10 }, () => markCompleted(mall.ctx, orderId)))
    expect(completed.filter((order) => order !== null)).toHaveLength(1)
  })

  test('[MESSAGE-2] each message of a sale leads to its order, on a page that the mini-program has', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    await mall.pay(buyer, orderId)
    await mall.jobs()
    await shipByMerchant(mall, orderId)
    await mall.jobs()
    const pages = mall.told.flatMap(({ openid, page }) => (openid === buyer && page ? [page] : []))
    expect(pages).toHaveLength(2)
    for (const page of pages) {
      const [path, query] = page.split('?')
      // Where pages are is asked of the folders, not of the list that the code under test reads.
      expect(existsSync(join(__dirname, '../../miniprogram/src', `${path}.tsx`))).toBe(true)
      expect(query).toBe(`orderId=${orderId}`)
    }
  })

  test('[MESSAGE-1] what WeChat was too busy to send is sent later', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    await mall.pay(buyer, orderId)
    await mall.wechatpay.tick()
    const busy: Outcome<null> = { kind: 'rejected', code: '-1', message: 'system error', final: false }
    await runJobs({
      ...mall.ctx,
      wechat: { ...mall.ctx.wechat, sendSubscribeMessage: () => Promise.resolve(busy) },
    })
    expect((await mall.order(orderId)).owed).toEqual(['message.paid'])
    await mall.jobs([MINUTE_MS])
    expect((await mall.order(orderId)).owed).toEqual([])
    expect(mall.told.filter(({ openid }) => openid === buyer)).toMatchObject([{ kind: 'message' }])
  })

  test('a run of the timer reads the templates of its messages once, however many it sends', async () => {
    /** How often a run reads the settings that tells so many buyers. */
    const readsFor = async (count: number) => {
      const product = await mall.newProduct(count)
      const buyers: string[] = []
      for (let i = 0; i < count; i++) {
        const buyer = await mall.newBuyer()
        const { orderId } = await mall.place(buyer, product)
        await mall.pay(buyer, orderId)
        buyers.push(buyer)
      }
      await mall.wechatpay.tick()
      const { trips } = await mall.tripsOf(() => runJobs(mall.ctx))
      expect(mall.told.filter(({ openid }) => buyers.includes(openid))).toHaveLength(count)
      return trips.filter(({ collection }) => collection === 'settings').length
    }
    expect(await readsFor(3)).toBe(await readsFor(1))
  })

  test('[ORDER-3] a parcel of which nobody says that it arrived counts as received', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    await mall.pay(buyer, orderId)
    await mall.wechatpay.tick()
    await shipByMerchant(mall, orderId)
    await mall.jobs([10 * DAY_MS - 1])
    expect((await mall.order(orderId)).state).toBe('shipped')
    await mall.jobs([1])
    expect((await mall.order(orderId)).state).toBe('received')
  })

  test('[ORDER-4] an order that nobody pays closes after 30 minutes and gives its stock back', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const never = await mall.place(buyer, product)
    const prepared = await mall.place(buyer, product)
    await storefront['payment.prepare'](mall.as(buyer), { orderId: prepared.orderId })
    await mall.jobs([30 * MINUTE_MS - 1])
    expect((await mall.order(never.orderId)).state).toBe('pending_payment')
    expect(await mall.stock(product)).toEqual({ available: 3, held: 2, sold: 0 })
    await mall.jobs([1])
    for (const { orderId } of [never, prepared]) {
      expect(await mall.order(orderId)).toMatchObject({ state: 'closed', closeReason: 'timeout', owed: [] })
    }
    expect(await mall.stock(product)).toEqual({ available: 5, held: 0, sold: 0 })
    expect(mall.wechatpay.trade({ outTradeNo: prepared.orderId })?.shownState).toBe('CLOSED')
    expect(await codeOf(storefront['payment.prepare'](mall.as(buyer), { orderId: never.orderId }))).toBe(
      'ORDER_EXPIRED',
    )
  })

  test('[ORDER-5] another buyer’s order does not exist', async () => {
    const [buyer, other, product] = [await mall.newBuyer(), await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    const calls = [
      'order.get',
      'payment.prepare',
      'payment.sync',
      'payment.close',
      'fulfilment.receive',
    ] as const
    for (const call of calls) {
      expect(await codeOf(storefront[call](mall.as(other), { orderId }))).toBe('NOT_FOUND')
    }
    expect((await storefront['order.list'](mall.as(other), { tab: 'all' })).items).toEqual([])
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    await mall.pay(buyer, orderId)
    await mall.jobs()
    await shipByMerchant(mall, orderId)
    expect(await codeOf(storefront['fulfilment.receive'](mall.as(other), { orderId }))).toBe('NOT_FOUND')
    expect((await mall.order(orderId)).state).toBe('shipped')
  })

  test('a list turns its pages without losing or repeating an order, also of one instant', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(100)]
    const placed: string[] = []
    for (let i = 0; i < 45; i++) {
      if (i % 25 === 0) mall.clock.advance(1)
      placed.push(await placeAnother(buyer, product))
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await storefront['order.list'](mall.as(buyer), { tab: 'unpaid', cursor })
      seen.push(...page.items.map(({ orderId }) => orderId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toHaveLength(45)
    expect(new Set(seen)).toEqual(new Set(placed))
    expect(await codeOf(storefront['order.list'](mall.as(buyer), { tab: 'all', cursor: 'x' }))).toBe(
      'BAD_INPUT',
    )
  })

  test('[NAV-5] what distributors brought and was paid has a list of its own', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const { orderId: paid } = await mall.place(buyer, product)
    await mall.pay(buyer, paid)
    const unpaid = await placeAnother(buyer, product)
    const { orderId: plain } = await mall.place(buyer, product)
    await mall.pay(buyer, plain)
    await mall.db.change('orders', { _id: plain }, { chain: mall.db._.set([]), chainIds: mall.db._.set([]) })
    const { items } = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'recommended' })
    const ids = items.map(({ orderId }) => orderId)
    expect(ids).toContain(paid)
    expect(ids).not.toContain(unpaid)
    expect(ids).not.toContain(plain)
    expect(items.every(({ recommended }) => recommended)).toBe(true)
  })

  test('[PAGE-1] an order that a colleague ships while pages are turned hides no other one', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(100)]
    const placed: string[] = []
    for (let i = 0; i < 24; i++) placed.push(await placeAnother(buyer, product))
    await mall.db.change('orders', { buyerId: buyer }, { state: 'paid' })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'unshipped', cursor })
      if (seen.length === 0) await shipByMerchant(mall, page.items[19]?.orderId ?? '')
      seen.push(...page.items.map(({ orderId }) => orderId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen.filter((orderId) => placed.includes(orderId)).sort()).toEqual(placed.sort())
  })
})

describe('more than one order may cost', () => {
  test('[SAFE-20] is told with a sentence, and a line that is sold out is shown all the same', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(2_000)]
    await mall.db.change('products', { _id: product }, { 'skus.0.priceFen': 2_000_000 })
    const lines = [{ productId: product, skuId: skuOf(product), quantity: 999 }]
    const quote = () => storefront['order.quote'](mall.as(buyer), { choices: {}, lines })
    expect(await codeOf(quote())).toBe('ORDER_TOO_LARGE')
    await mall.db.change('stocks', { _id: skuOf(product) }, { available: 0 })
    const answer = contract.storefront['order.quote'].output.parse(await quote())
    expect(answer).toMatchObject({ orderable: false, lines: [{ payFen: 1_998_000_000, state: 'sold_out' }] })
  })
})

describe('round trips', () => {
  test('[ORDER-6] placing one line from the cart takes 4', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const skuId = skuOf(product)
    const line = { productId: product, quantity: 1, addedAt: 0, changedAt: 0 }
    await mall.db.insert('carts', { _id: buyer, items: { [skuId]: line }, lines: 1 } as CartDoc)
    const { trips } = await mall.tripsOf(() => mall.place(buyer, product, { fromCart: true }))
    expect(trips.map(({ collection }) => collection)).toEqual(['settings', 'stocks', 'orders', 'carts'])
    expect((await mall.db.get('carts', buyer))?.items).toEqual({})
  })

  test('[PAY-1] a payment callback takes 4, and preparing a payment 1', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const { orderId } = await mall.place(buyer, product)
    mall.answerNotificationsWith(500)
    const prepare = await mall.tripsOf(() => mall.pay(buyer, orderId))
    expect(prepare.trips).toHaveLength(1)
    mall.answerNotificationsWith(null)
    const { trips } = await mall.tripsOf(() => mall.wechatpay.resend(orderId))
    expect((await mall.order(orderId)).state).toBe('paid')
    expect(trips.map(({ collection }) => collection)).toEqual(['orders', 'commissions', 'ledger', 'orders'])
  })

  test('other calls', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const me = mall.as(buyer)
    const { orderId } = await mall.place(buyer, product)
    const tripsOf = async (work: () => Promise<unknown>) => (await mall.tripsOf(work)).trips.length
    const lines = [{ productId: product, skuId: skuOf(product), quantity: 1 }]
    expect(await tripsOf(() => storefront['order.quote'](me, { lines, choices: {} }))).toBe(2)
    expect(await tripsOf(() => storefront['order.list'](me, { tab: 'all' }))).toBe(1)
    expect(await tripsOf(() => storefront['order.get'](me, { orderId }))).toBe(1)
    expect(await tripsOf(() => storefront['order.counts'](me))).toBe(1)
    // The order, its closing, the hold, the shortened list.
    expect(await tripsOf(() => storefront['payment.close'](me, { orderId }))).toBe(4)
    const paid = await mall.place(buyer, product)
    await mall.pay(buyer, paid.orderId)
    await mall.wechatpay.tick()
    await mall.jobs()
    expect(await tripsOf(() => shipByMerchant(mall, paid.orderId))).toBeLessThanOrEqual(3)
    // Settings, the receipt, the commission's release, the shortened list.
    expect(await tripsOf(() => storefront['fulfilment.receive'](me, { orderId: paid.orderId }))).toBe(4)
    expect(await codeOf(refundByMerchant(mall, paid.orderId))).toBe('ok')
  })

  test('every list and every job of the timer is served by an index', () => {
    const served = (query: Record<string, unknown>, order: Record<string, 1 | -1>) =>
      mall.server.explain('orders', query as never, order).index
    const newest = { placedAt: -1 } as const
    expect(served({ buyerId: 'o' }, newest)).toBe('buyer_placed')
    expect(served({ buyerId: 'o', state: 'paid' }, newest)).toBe('buyer_state_placed')
    expect(served({ state: 'paid' }, newest)).toBe('state_placed')
    expect(served({}, newest)).toBe('placed')
    expect(served({ state: 'shipped', dueAt: { $lte: 1 } }, { dueAt: 1 })).toBe('state_due')
    expect(served({ owedAt: { $lte: 1 } }, { owedAt: 1 })).toBe('owed_at')
  })
})
