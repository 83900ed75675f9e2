import { quotaIdOf, quotaOf, setLimit, type QuotaNeed } from '../../cloudfunctions/domain/marketing/quota'
import { checkBooks } from '../../cloudfunctions/domain/money/audit'
import type { CartDoc } from '../../cloudfunctions/domain/sale/cart/cart.model'
import type { CheckoutPart, Reservation } from '../../cloudfunctions/domain/sale/checkout'
import { payAll } from '../../cloudfunctions/domain/sale/order'
import { refund } from '../../cloudfunctions/domain/sale/refund'
import type { Context } from '../../cloudfunctions/platform/context'
import { storefront } from '../support/handlers'
import { dieAtEveryOperation, roundsOf } from '../support/operations'
import { codeOf, MINUTE_MS, refundByMerchant, skuOf, startSaleMall, type SaleMall } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

const STOCK = 5
const DISCOUNT_FEN = 300

let mall: SaleMall
beforeAll(async () => {
  mall = await startSaleMall()
})
afterAll(() => mall.close())

let counter = 0
const next = (prefix: string) => `${prefix}${(counter += 1)}`
const token = () => next('quota-token-of-sixteen-')

/** Orders that are placed in this context need this of quotas, as a promotion's part of the checkout says it. */
function needing(ctx: Context, quotas: QuotaNeed[], name = 'promotion'): Context {
  const promotion: CheckoutPart = {
    name,
    from: 'settings',
    ids: () => [],
    facts: () => ({}),
    complete: () => ({ quotas }),
  }
  return { ...ctx, seams: { ...ctx.seams, checkoutParts: [...ctx.seams.checkoutParts, promotion] } }
}

interface Init {
  stock?: number
  budgetFen?: number
  limit?: number
  shards?: number
  quantity?: number
  /** Which of the two quotas come back with a refund. */
  givesBack?: readonly ('budget' | 'uses')[]
  lineIds?: string[]
}

/** A buyer, a product, and a promotion with a budget that each member may use twice. */
async function situation(init: Init = {}) {
  const { stock = STOCK, budgetFen = 1_000, limit = 2, shards = 1, quantity, givesBack = [], lineIds } = init
  const [buyer, product, promotion] = [await mall.newBuyer(), await mall.newProduct(stock), next('promo')]
  const budget = quotaIdOf('budget', promotion)
  const uses = quotaIdOf('uses', promotion, buyer)
  await setLimit(mall.ctx, budget, budgetFen, shards)
  const needs: QuotaNeed[] = [
    { quotaId: budget, amount: DISCOUNT_FEN, shards, givesBackOnRefund: givesBack.includes('budget') },
    { quotaId: uses, amount: 1, limit, givesBackOnRefund: givesBack.includes('uses') },
  ].map((need) => (lineIds ? { ...need, lineIds } : need))
  const numbers = async () => {
    const [b, u] = [await quotaOf(mall.ctx, budget), await quotaOf(mall.ctx, uses, limit)]
    return { budget: [b?.left, b?.held, b?.used], uses: [u?.left, u?.held, u?.used] }
  }
  const place = (ctx: Context = mall.ctx, own = token()) =>
    mall.place(buyer, product, { ctx: needing(ctx, needs), token: own, quantity })
  return { buyer, product, budget, uses, needs, numbers, place, token: token() }
}
type Situation = Awaited<ReturnType<typeof situation>>

const untouchedStock = { available: STOCK, held: 0, sold: 0 }
const untouched = { budget: [1_000, 0, 0], uses: [2, 0, 0] }

test('[QUOTA-20] placing that dies at any operation leaves nothing behind, of stock and quotas', async () => {
  const operations = await dieAtEveryOperation<Situation>(mall, {
    prepare: () => situation(),
    work: (ctx, { place }) => place(ctx),
    async check({ product, numbers }, point) {
      expect({ point, ...(await mall.stock(product)) }).toEqual({ point, ...untouchedStock })
      expect({ point, ...(await numbers()) }).toEqual({ point, ...untouched })
    },
  })
  // Reading, stock, budget, use and its document, the order.
  expect(operations).toBe(6)
})

test.each<{ gone: string; init: Init; refusal: string }>([
  { gone: 'the stock', init: { stock: 0 }, refusal: 'SOLD_OUT' },
  { gone: 'the budget', init: { budgetFen: DISCOUNT_FEN - 1 }, refusal: 'QUOTA_GONE' },
  { gone: 'the uses', init: { limit: 0 }, refusal: 'QUOTA_GONE' },
])('[QUOTA-20] and nothing either when $gone is gone', async ({ init, refusal }) => {
  const { stock = STOCK, budgetFen = 1_000, limit = 2 } = init
  const begun = { budget: [budgetFen, 0, 0], uses: [limit, 0, 0] }
  await dieAtEveryOperation<Situation>(mall, {
    prepare: () => situation(init),
    work: (ctx, { place }) => place(ctx),
    async again({ place, product, numbers }) {
      // Whoever tries again is told the same, and nothing of this try is left: what died before it is swept later.
      const before = [await mall.stock(product), await numbers()]
      expect(await codeOf(place())).toBe(refusal)
      expect([await mall.stock(product), await numbers()]).toEqual(before)
    },
    async check({ product, numbers }, point) {
      expect({ point, ...(await mall.stock(product)) }).toEqual({
        point,
        available: stock,
        held: 0,
        sold: 0,
      })
      expect({ point, ...(await numbers()) }).toEqual({ point, ...begun })
    },
  })
})

test('[QUOTA-20] placing that died and is tried again is one order and one use', async () => {
  await dieAtEveryOperation<Situation>(mall, {
    prepare: () => situation(),
    work: (ctx, { place, token }) => place(ctx, token),
    async again({ buyer, product, place, numbers, token }) {
      const { orderId } = await place(mall.ctx, token)
      expect(await mall.stock(product)).toEqual({ available: STOCK - 1, held: 1, sold: 0 })
      expect(await numbers()).toEqual({ budget: [700, 300, 0], uses: [1, 1, 0] })
      await mall.pay(buyer, orderId)
    },
    async check({ product, numbers }, point) {
      expect({ point, ...(await mall.stock(product)) }).toEqual({
        point,
        available: STOCK - 1,
        held: 0,
        sold: 1,
      })
      expect({ point, ...(await numbers()) }).toEqual({ point, budget: [700, 0, 300], uses: [1, 0, 1] })
    },
  })
})

test('[QUOTA-21] placing with quotas takes 4 round trips, at the first use and at a later one', async () => {
  const { buyer, product, needs, numbers } = await situation({ budgetFen: 1_000 })
  for (const expected of [
    { budget: [700, 300, 0], uses: [1, 1, 0] },
    { budget: [400, 600, 0], uses: [0, 2, 0] },
  ]) {
    const line = { productId: product, quantity: 1, addedAt: 0, changedAt: 0 }
    await mall.db.remove('carts', { _id: buyer })
    const cart = { _id: buyer, items: { [skuOf(product)]: line }, lines: 1 } as CartDoc
    await mall.db.insert('carts', cart)
    const rounds = await roundsOf(needing(mall.ctx, needs), (ctx) =>
      mall.place(buyer, product, { ctx, fromCart: true, token: token() }),
    )
    expect(rounds).toBe(4)
    expect(await numbers()).toEqual(expected)
  }
})

test('[SEAM-12] two promotions that both need quotas have both, and both hold', async () => {
  const one = await situation()
  const [budget, ...uses] = one.needs
  if (!budget) throw new Error()
  const ctx = needing(needing(mall.ctx, [budget]), uses, 'another')
  const { orderId } = await mall.place(one.buyer, one.product, { ctx })
  expect((await mall.order(orderId)).quotas).toEqual(one.needs)
  expect(await one.numbers()).toEqual({ budget: [700, 300, 0], uses: [1, 1, 0] })
})

test('[SEAM-12] parts that say the same, or what the order says, are a mistake: nothing is placed or taken', async () => {
  const one = await situation()
  const saying = (part: Partial<CheckoutPart>): Context => {
    const whole: CheckoutPart = { name: 'third', from: 'settings', ids: () => [], facts: () => ({}), ...part }
    const ctx = needing(mall.ctx, one.needs)
    return { ...ctx, seams: { ...ctx.seams, checkoutParts: [...ctx.seams.checkoutParts, whole] } }
  }
  for (const part of [
    { complete: () => ({ payFen: 1 }) },
    { complete: () => ({ quotas: undefined, chainIds: ['oThird'] }) },
  ]) {
    expect(await codeOf(mall.place(one.buyer, one.product, { ctx: saying(part) }))).toMatch(
      /^Error: third changes/,
    )
  }
  expect(await mall.stock(one.product)).toEqual(untouchedStock)
  expect(await one.numbers()).toEqual(untouched)
})

test('[QUOTA-22] what a paid order holds is used, once, whoever tells of the payment', async () => {
  const { buyer, place, numbers } = await situation()
  const { orderId } = await place()
  await mall.pay(buyer, orderId)
  await mall.jobs([0, MINUTE_MS, 11 * MINUTE_MS])
  await Promise.all(Array.from({ length: 5 }, () => mall.jobs()))
  expect(await numbers()).toEqual({ budget: [700, 0, 300], uses: [1, 0, 1] })
})

test('[QUOTA-22] what a closed order holds can be had at once by the next', async () => {
  const { buyer, place, numbers } = await situation({ budgetFen: DISCOUNT_FEN, limit: 1 })
  const { orderId } = await place()
  expect(await codeOf(place())).toBe('QUOTA_GONE')
  await storefront['payment.close'](mall.as(buyer), { orderId })
  expect(await numbers()).toEqual({ budget: [DISCOUNT_FEN, 0, 0], uses: [1, 0, 0] })
  expect(await codeOf(place())).toBe('ok')
  await mall.jobs([31 * MINUTE_MS, 11 * MINUTE_MS])
  expect(await numbers()).toEqual({ budget: [DISCOUNT_FEN, 0, 0], uses: [1, 0, 0] })
})

describe('a refund', () => {
  const given = async (orderId: string) =>
    Object.values((await mall.order(orderId)).refunds).map(({ quotas }) => quotas)
  const back = async (orderId: string, pieces: number, lineId: string) => {
    const request = { kind: 'pieces' as const, lines: [{ lineId, quantity: pieces }], freight: false }
    const order = await refund(mall.ctx, orderId, { request, reason: '少一件', token: token() })
    await payAll(mall.ctx, order)
  }

  test('[QUOTA-25] gives back the share of what says so, once, and the last one the rest', async () => {
    const one = await situation({ quantity: 3, givesBack: ['budget'] })
    const { orderId } = await one.place()
    await mall.pay(one.buyer, orderId)
    await mall.wechatpay.tick()
    await back(orderId, 1, skuOf(one.product))
    expect(await one.numbers()).toEqual({ budget: [800, 0, 200], uses: [1, 0, 1] })
    expect(await given(orderId)).toEqual([[{ quotaId: one.budget, amount: 100 }]])
    await refundByMerchant(mall, orderId)
    await mall.jobs([0, MINUTE_MS, 11 * MINUTE_MS])
    expect(await one.numbers()).toEqual({ budget: [1_000, 0, 0], uses: [1, 0, 1] })
    // Carried out again it changes nothing.
    await mall.db.change(
      'orders',
      { _id: orderId },
      { owed: mall.db._.push([`quota.giveBack:R${orderId}`]), owedAt: 0, revision: mall.db._.inc(1) },
    )
    await mall.jobs([0, MINUTE_MS])
    expect(await one.numbers()).toEqual({ budget: [1_000, 0, 0], uses: [1, 0, 1] })
    const { owed } = await mall.order(orderId)
    expect(owed.filter((entry) => entry.startsWith('quota.'))).toEqual([])
  })

  test('[QUOTA-25] of a use that says so gives it back with the last piece; of nothing that does not', async () => {
    const one = await situation({ quantity: 2, givesBack: ['uses'] })
    const { orderId } = await one.place()
    await mall.pay(one.buyer, orderId)
    await mall.wechatpay.tick()
    await back(orderId, 1, skuOf(one.product))
    expect(await given(orderId)).toEqual([undefined])
    expect(await one.numbers()).toEqual({ budget: [700, 0, 300], uses: [1, 0, 1] })
    await back(orderId, 1, skuOf(one.product))
    expect(await one.numbers()).toEqual({ budget: [700, 0, 300], uses: [2, 0, 0] })
  })

  test('[QUOTA-25] of lines that it was not taken for gives nothing back', async () => {
    const one = await situation({ quantity: 2, givesBack: ['budget', 'uses'], lineIds: ['another'] })
    const { orderId } = await one.place()
    await mall.pay(one.buyer, orderId)
    await mall.wechatpay.tick()
    await back(orderId, 2, skuOf(one.product))
    expect(await given(orderId)).toEqual([undefined])
    expect(await one.numbers()).toEqual({ budget: [700, 0, 300], uses: [1, 0, 1] })
  })

  test('[QUOTA-25] of two at once each gives back its own, and together what was taken', async () => {
    const one = await situation({ quantity: 2, givesBack: ['budget', 'uses'] })
    const { orderId } = await one.place()
    await mall.pay(one.buyer, orderId)
    await mall.wechatpay.tick()
    const codes = await Promise.all(
      [1, 1, 1].map((pieces) => codeOf(back(orderId, pieces, skuOf(one.product)))),
    )
    const won = codes.filter((code) => code === 'ok').length
    expect(codes.filter((code) => !['ok', 'REFUND_STATE', 'REFUND_TOO_MUCH'].includes(code))).toEqual([])
    expect(won).toBeGreaterThanOrEqual(1)
    for (let left = 2 - won; left > 0; left--) await back(orderId, 1, skuOf(one.product))
    await mall.jobs([0, MINUTE_MS])
    expect(await one.numbers()).toEqual(untouched)
    expect((await given(orderId)).flat().filter((one) => one !== undefined)).toHaveLength(3)
  })

  test('[QUOTA-25] that dies at any operation gives back once what it says', async () => {
    await dieAtEveryOperation(mall, {
      async prepare() {
        const one = await situation({ givesBack: ['budget', 'uses'] })
        const { orderId } = await one.place()
        await mall.pay(one.buyer, orderId)
        await mall.jobs([0, MINUTE_MS])
        return { one, orderId }
      },
      work: (ctx: Context, { orderId }) => refundByMerchant(mall, orderId, ctx),
      again: async ({ orderId }) => {
        await refundByMerchant(mall, orderId).catch(() => undefined)
      },
      async check({ one }, point) {
        expect({ point, ...(await one.numbers()) }).toEqual({ point, ...untouched })
      },
    })
  })
})

test('[QUOTA-23] an insertion that fails gives back what was taken, in reverse', async () => {
  const { product, numbers, needs, buyer } = await situation()
  const given: string[] = []
  const reservations = mall.ctx.seams.reservations.map((one) => ({
    ...one,
    giveBack: async (...args: Parameters<Reservation['giveBack']>) => {
      given.push(one.name)
      await one.giveBack(...args)
    },
  }))
  const db: Context['db'] = { ...mall.ctx.db, insert: noRoom }
  const ctx = needing({ ...mall.ctx, db, seams: { ...mall.ctx.seams, reservations } }, needs)
  expect(await codeOf(mall.place(buyer, product, { ctx }))).toBe('Error: no room')
  expect(given).toEqual(['quota', 'stock'])
  expect(await mall.stock(product)).toEqual(untouchedStock)
  expect(await numbers()).toEqual(untouched)
})

const noRoom: Context['db']['insert'] = (collection, document) =>
  collection === 'orders' ? Promise.reject(new Error('no room')) : mall.db.insert(collection, document)

test('[QUOTA-24] of 100 buyers at once exactly as many get the discount as the budget has, and the stock follows', async () => {
  const shards = 2
  const { product, budget } = await situation({ stock: 50, budgetFen: 20 * DISCOUNT_FEN, shards })
  const buyers: string[] = []
  for (let i = 0; i < 100; i++) buyers.push(await mall.newBuyer())
  const promotion = next('promo')
  const codes = await Promise.all(
    buyers.map((buyer) => {
      const uses = { quotaId: quotaIdOf('uses', promotion, buyer), amount: 1, limit: 1 }
      const ctx = needing(mall.ctx, [{ quotaId: budget, amount: DISCOUNT_FEN, shards }, uses])
      return codeOf(mall.place(buyer, product, { ctx }))
    }),
  )
  const won = codes.filter((code) => code === 'ok').length
  expect(codes.filter((code) => !['ok', 'QUOTA_GONE', 'SOLD_OUT', 'BUSY'].includes(code))).toEqual([])
  // Some hold stock for a moment that they cannot pay with: whoever met them is told that it is gone.
  expect(won).toBeLessThanOrEqual(20)
  expect(await quotaOf(mall.ctx, budget)).toMatchObject({ held: won * DISCOUNT_FEN, used: 0 })
  expect(await mall.stock(product)).toEqual({ available: 50 - won, held: won, sold: 0 })
  for (let late = won; late < 20; late++) {
    const ctx = needing(mall.ctx, [{ quotaId: budget, amount: DISCOUNT_FEN, shards }])
    expect(await codeOf(mall.place(await mall.newBuyer(), product, { ctx }))).toBe('ok')
  }
  expect(await quotaOf(mall.ctx, budget)).toMatchObject({ left: 0, held: 20 * DISCOUNT_FEN })
  const members = await mall.db.find('quotas', { where: {}, limit: 1_000 })
  const held = members.filter(
    ({ quotaId, used, available }) => quotaId.includes(promotion) && used - available > 0,
  )
  expect(held).toHaveLength(won)
})

describe('the books', () => {
  test('[QUOTA-12] know of each quota what its owners took, after all of these crashes and races', async () => {
    await mall.jobs([0, 31 * MINUTE_MS, 11 * MINUTE_MS, MINUTE_MS])
    const quotas = await mall.db.count('quotas', {})
    expect(quotas).toBeGreaterThan(100)
    expect(await checkBooks(mall.ctx)).toEqual([])
  })

  describe('of a shop of its own', () => {
    // Each of these has the whole books checked two or three times: a mall with nothing else in it.
    beforeAll(async () => {
      await mall.close()
      mall = await startSaleMall()
    })

    test.each<{
      what: string
      rules: string[]
      breaks: (one: Situation, orderId: string) => Promise<unknown>
    }>([
      {
        what: 'a hold that came to nothing',
        rules: ['QUOTA-10'],
        breaks: ({ budget }, orderId) =>
          mall.db.change('quotas', { _id: budget }, { [`holds.${orderId}`]: mall.db._.remove() }),
      },
      {
        what: 'more to be had than was given back',
        rules: ['QUOTA-10', 'QUOTA-12'],
        breaks: ({ budget }) => mall.db.change('quotas', { _id: budget }, { available: mall.db._.inc(1) }),
      },
      {
        what: 'more taken than there was',
        rules: ['QUOTA-1', 'QUOTA-12'],
        breaks: ({ budget }) =>
          mall.db.change(
            'quotas',
            { _id: budget },
            { available: mall.db._.inc(-1_000), used: mall.db._.inc(1_000) },
          ),
      },
      {
        what: 'something used that nobody needed',
        rules: ['QUOTA-12'],
        breaks: ({ uses }) =>
          mall.db.change('quotas', { _id: uses }, { available: mall.db._.inc(-1), used: mall.db._.inc(1) }),
      },
      {
        what: 'an order that is gone',
        rules: ['QUOTA-12', 'QUOTA-12'],
        breaks: (_, orderId) => mall.db.remove('orders', { _id: orderId }),
      },
      {
        what: 'something on another document of a quota',
        rules: ['QUOTA-12'],
        breaks: ({ budget: quotaId }) =>
          mall.db.insert('quotas', {
            ...{ _id: `${quotaId}#1`, quotaId, shard: 1, limit: 1, available: 0, used: 1 },
            ...{ holds: {}, marks: {}, rev: 0, watchAt: 9_999_999_999_999 },
          }),
      },
      {
        what: 'a refund that says more than it gave back',
        rules: ['QUOTA-12'],
        async breaks(one, orderId) {
          await mall.pay(one.buyer, orderId)
          await mall.wechatpay.tick()
          await refundByMerchant(mall, orderId)
          await mall.jobs([0, MINUTE_MS, 11 * MINUTE_MS])
          expect(await checkBooks(mall.ctx)).toEqual([])
          const quotas = [{ quotaId: one.budget, amount: 120 }]
          await mall.db.change('orders', { _id: orderId }, { [`refunds.R${orderId}.quotas`]: quotas })
        },
      },
    ])('[QUOTA-12] name $what', async ({ rules, breaks }) => {
      const one = await situation()
      const { orderId } = await one.place()
      expect(await checkBooks(mall.ctx)).toEqual([])
      await breaks(one, orderId)
      const found = await checkBooks(mall.ctx)
      expect(found.map(({ rule }) => rule).sort()).toEqual(rules)
      for (const { subject } of found) expect([one.budget, one.uses, `${one.budget}#1`]).toContain(subject)
      // The books of the next one are right again.
      await mall.db.remove('quotas', { quotaId: mall.db._.in([one.budget, one.uses]) })
      await mall.db.remove('orders', { _id: orderId })
      expect(await checkBooks(mall.ctx)).toEqual([])
    })
  })
})
