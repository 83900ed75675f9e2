import { storefront } from '../support/handlers'
import { checkBooks } from '../../cloudfunctions/domain/money/audit'
import { answerNotification } from '../../cloudfunctions/paynotify/notify'
import { runJobs } from '../support/handlers'
import { forgeNotification } from '../../emulator/src/wechatpay'
import { crashing } from '../support/context'
import { dieAtEveryOperation, type Steps } from '../support/operations'
import {
  codeOf,
  COMMISSIONS_FEN,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  startSaleMall,
  type SaleMall,
} from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

const STOCK = 5

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterAll(() => mall.close())

const atEveryOperation = <S>(steps: Steps<S>) => dieAtEveryOperation(mall, steps)

async function newOrder() {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(STOCK)]
  return { buyer, product, ...(await mall.place(buyer, product)) }
}

async function paidOrder() {
  const order = await newOrder()
  await mall.pay(order.buyer, order.orderId)
  await mall.wechatpay.tick()
  await mall.jobs()
  return order
}

const untouched = { available: STOCK, held: 0, sold: 0 }
const sold = { available: STOCK - 1, held: 0, sold: 1 }

async function expectPaid(order: { orderId: string; product: string }, point: string) {
  const { state, owed, refunds } = await mall.order(order.orderId)
  expect({ point, state, owed, refunds }).toEqual({ point, state: 'paid', owed: [], refunds: {} })
  expect({ point, ...(await mall.stock(order.product)) }).toEqual({ point, ...sold })
  expect(await mall.db.count('commissions', { _id: order.orderId })).toBe(1)
  expect(await mall.db.count('ledger', { orderId: order.orderId })).toBe(1)
}

const token = (() => {
  let last = 0
  return () => `crash-at-operation-${(last += 1)}`
})()

const beforePlacing = async () => ({
  buyer: await mall.newBuyer(),
  product: await mall.newProduct(STOCK),
  token: token(),
})

test('[STOCK-20] placing that dies at any operation leaves no stock behind', async () => {
  const operations = await atEveryOperation({
    prepare: beforePlacing,
    work: (ctx, { buyer, product, token }) => mall.place(buyer, product, { ctx, token }),
    async check({ product }, point) {
      expect({ point, ...(await mall.stock(product)) }).toEqual({ point, ...untouched })
    },
  })
  expect(operations).toBe(3)
})

test('[ORDER-7] placing that died and is tried again is one order', async () => {
  await atEveryOperation({
    prepare: beforePlacing,
    work: (ctx, { buyer, product, token }) => mall.place(buyer, product, { ctx, token }),
    async again({ buyer, product, token }) {
      const { orderId } = await mall.place(buyer, product, { token })
      expect(await mall.stock(product)).toEqual({ available: STOCK - 1, held: 1, sold: 0 })
      await mall.pay(buyer, orderId)
    },
    async check({ buyer, product }, point) {
      const orders = await mall.db.find('orders', { where: { buyerId: buyer }, limit: 10 })
      expect(orders).toHaveLength(1)
      await expectPaid({ orderId: orders[0]?._id ?? '', product }, point)
    },
  })
})

test('[ORDER-7] an insertion that fails gives the hold back at once', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(STOCK)]
  const ctx = { ...mall.ctx, db: { ...mall.ctx.db, insert: () => Promise.reject(new Error('no room')) } }
  expect(await codeOf(mall.place(buyer, product, { ctx }))).toBe('Error: no room')
  expect(await mall.stock(product)).toEqual(untouched)
})

test('[PAY-12] preparing a payment that dies at any operation is closed in its time', async () => {
  await atEveryOperation({
    prepare: newOrder,
    work: (ctx, { buyer, orderId }) => storefront['payment.prepare']({ ...ctx, openid: buyer }, { orderId }),
    async check({ orderId, product }, point) {
      expect({ point, state: (await mall.order(orderId)).state }).toEqual({ point, state: 'closed' })
      expect({ point, ...(await mall.stock(product)) }).toEqual({ point, ...untouched })
    },
  })
})

test('[PAY-12] a notification that dies at any operation ends with one sale and one commission', async () => {
  const operations = await atEveryOperation({
    async prepare() {
      const order = await newOrder()
      await mall.pay(order.buyer, order.orderId, 'never')
      return order
    },
    work(ctx, { orderId }) {
      const { headers, body } = forgeNotification(mall.wechatpay, orderId, 'genuine')
      const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
      return answerNotification(ctx, { headers: Object.fromEntries(lower), body })
    },
    check: expectPaid,
  })
  expect(operations).toBe(4)
})

test('[PAY-12] cancelling that dies at any operation ends closed, with the stock back', async () => {
  await atEveryOperation({
    async prepare() {
      const order = await newOrder()
      await storefront['payment.prepare'](mall.as(order.buyer), { orderId: order.orderId })
      return order
    },
    work: (ctx, { buyer, orderId }) => storefront['payment.close']({ ...ctx, openid: buyer }, { orderId }),
    async check({ orderId, product }, point) {
      const { state, owed } = await mall.order(orderId)
      expect({ point, state, owed }).toEqual({ point, state: 'closed', owed: [] })
      expect({ point, ...(await mall.stock(product)) }).toEqual({ point, ...untouched })
    },
  })
})

async function expectRefunded({ orderId, product }: { orderId: string; product: string }, point: string) {
  const { state, refundState, owed } = await mall.order(orderId)
  expect({ point, state, refundState, owed }).toEqual({
    point,
    state: 'paid',
    refundState: 'succeeded',
    owed: [],
  })
  const refunds = mall.wechatpay.context.store.all<{ refund: number }>(
    'SELECT refund FROM refund WHERE out_trade_no = ?',
    orderId,
  )
  expect(refunds.map(({ refund }) => refund)).toEqual([PRICE_FEN])
  expect({ point, ...(await mall.stock(product)) }).toEqual({ point, ...untouched })
  const taken = (await mall.commission(orderId))?.shares.map(({ reversedFen }) => reversedFen)
  expect({ point, taken }).toEqual({ point, taken: [...COMMISSIONS_FEN] })
  expect(await mall.db.count('ledger', { orderId })).toBe(2)
}

test('[REFUND-9] a refund that dies at any operation ends with everything back, once', async () => {
  const operations = await atEveryOperation({
    prepare: paidOrder,
    work: (ctx, { orderId }) => refundByMerchant(mall, orderId, ctx),
    // The merchant, who saw no answer, presses the button once more.
    again: ({ orderId }) => codeOf(refundByMerchant(mall, orderId)),
    check: expectRefunded,
  })
  expect(operations).toBeGreaterThan(8)
})

test('[REFUND-9] a timer that dies at any operation leaves its work to the next one', async () => {
  const operations = await atEveryOperation({
    async prepare() {
      // What the runs before this one left would be the first thing that the timer meets.
      await mall.jobs([MINUTE_MS])
      const order = await newOrder()
      await mall.pay(order.buyer, order.orderId)
      await mall.wechatpay.tick()
      await codeOf(refundByMerchant(mall, order.orderId, crashing(mall.ctx, 3)))
      return order
    },
    work: (ctx) => runJobs(ctx),
    check: expectRefunded,
  })
  expect(operations).toBeGreaterThan(12)
})

test('[MESSAGE-1] a timer that dies at any operation tells the buyer once or not at all', async () => {
  await atEveryOperation({
    async prepare() {
      await mall.jobs([MINUTE_MS])
      const order = await newOrder()
      await mall.pay(order.buyer, order.orderId)
      await mall.wechatpay.tick()
      return order
    },
    work: (ctx) => runJobs(ctx),
    async check(order, point) {
      await expectPaid(order, point)
      const told = mall.told.filter(({ openid }) => openid === order.buyer)
      expect({ point, isOnce: told.length <= 1 }).toEqual({ point, isOnce: true })
    },
  })
})

test('[REFUND-9] after all these crashes the books balance', async () => {
  expect(await checkBooks(mall.ctx)).toEqual([])
})
