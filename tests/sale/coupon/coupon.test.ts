import { contract } from '@shared/contract'
import { quotaOf, sweepQuotas } from '../../../cloudfunctions/domain/marketing/quota'
import { checkBooks } from '../../../cloudfunctions/domain/money/audit'
import type { CartDoc } from '../../../cloudfunctions/domain/sale/cart/cart.model'
import { payAll } from '../../../cloudfunctions/domain/sale/order'
import type { Context } from '../../../cloudfunctions/platform/context'
import { openDoor } from '../../../cloudfunctions/platform/door'
import { readers } from '../../../cloudfunctions/readers'
import { refund } from '../../../cloudfunctions/domain/sale/refund/refund.service'
import { storefront } from '../../support/handlers'
import { crashing } from '../../support/context'
import { dieAtEveryOperation, roundsOf } from '../../support/operations'
import {
  codeOf,
  DAY_MS,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  skuOf,
  type SaleMall,
} from '../../support/sale'
import { startCouponMall } from './attach'
import { claimCoupon, payClaims, stockIdOf } from './claim.service'
import { LESS_FEN, newTemplate, newToken, OFF_FEN, situation, type Situation, STOCK } from './situation'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => {
  mall = await startCouponMall()
})
afterAll(() => mall.close())

const quote = ({ buyer, product, coupon }: Situation, { quantity = 1, who = buyer } = {}) =>
  storefront['order.quote'](mall.as(who), {
    lines: [{ productId: product, skuId: skuOf(product), quantity }],
    choices: { coupon: coupon._id },
  })

describe('the price', () => {
  test('[SEAM-1] is less by the coupon, in words, and quote and order say the same', async () => {
    const one = await situation(mall)
    const { amounts, lines, whyNots, priceHash } = await quote(one)
    expect(amounts).toEqual({ goodsFen: PRICE_FEN, discountFen: 2_000, freightFen: 0, payFen: LESS_FEN })
    const effect = { kind: 'coupon', source: one.coupon._id, version: 1, words: '满100减20', fen: -2_000 }
    expect(lines[0]?.effects).toEqual([effect])
    expect(whyNots).toEqual([])
    const { orderId, payFen } = await one.place()
    const order = await mall.order(orderId)
    expect(payFen).toBe(LESS_FEN)
    expect(order).toMatchObject({ priceHash, payFen: LESS_FEN, lines: [{ effects: [effect] }] })
    expect(order.trialCoupon).toEqual({ couponId: one.coupon._id, offFen: 2_000 })
  })

  test('[SEAM-1] is the same in the cart, which knows no coupon, in no trip more than without one', async () => {
    const one = await situation(mall)
    const { buyer, product, coupon } = one
    await storefront['cart.add'](mall.as(buyer), { productId: product, skuId: skuOf(product), quantity: 1 })
    const cartWith = (choices: Record<string, string>) =>
      mall.tripsOf(() => storefront['cart.get'](mall.as(buyer), { choices }))
    const [plain, cheaper, quoted] = [
      await cartWith({}),
      await cartWith({ coupon: coupon._id }),
      await quote(one),
    ]
    expect(plain.result).toMatchObject({ amounts: { discountFen: 0, payFen: PRICE_FEN }, offers: false })
    expect(cheaper.result).toMatchObject({ amounts: quoted.amounts, whyNots: [], offers: true })
    expect(cheaper.result.amounts?.discountFen).toBe(OFF_FEN)
    const [line] = cheaper.result.lines
    expect([line?.payFen, line?.effects]).toEqual([LESS_FEN, quoted.lines[0]?.effects])
    expect([plain.trips.length, cheaper.trips.length]).toEqual([3, 3])
  })

  test('[SEAM-1] that a coupon misses is told in the cart as in the quote', async () => {
    const one = await situation(mall, { fromFen: 20_000 })
    const { buyer, product, coupon } = one
    await storefront['cart.add'](mall.as(buyer), { productId: product, skuId: skuOf(product), quantity: 1 })
    const cart = await storefront['cart.get'](mall.as(buyer), { choices: { coupon: coupon._id } })
    expect(cart.whyNots).toMatchObject([{ source: coupon._id, words: '再买¥72可用', missingFen: 7_200 }])
    expect(cart.whyNots).toEqual((await quote(one)).whyNots)
  })

  test('[SEAM-1] of a share of the goods stops at its cap', async () => {
    const share = await situation(mall, { off: { bps: 1_500, mostFen: 3_000 } })
    expect((await quote(share)).amounts.discountFen).toBe(1_920)
    expect((await quote(share, { quantity: 2 })).amounts.discountFen).toBe(3_000)
  })

  test('[SEAM-1] says what is missing, and an order that misses it keeps the coupon', async () => {
    const one = await situation(mall, { fromFen: 20_000 })
    const words = '再买¥72可用'
    const whyNot = { kind: 'coupon', source: one.coupon._id, words, missingFen: 20_000 - PRICE_FEN }
    expect(await quote(one)).toMatchObject({ whyNots: [whyNot], amounts: { payFen: PRICE_FEN } })
    await one.place(mall.ctx, { expectedPayFen: PRICE_FEN })
    expect(await one.state()).toBe('free')
  })

  test('[SEAM-1] says why a coupon does not count: of somebody else, locked, used, too old', async () => {
    const one = await situation(mall)
    const why = async (who?: string) => (await quote(one, { who })).whyNots.map(({ words }) => words)
    expect(await why(await mall.newBuyer())).toEqual(['没有这张优惠券'])
    const { orderId } = await one.place()
    expect(await why()).toEqual(['有一笔未付款的订单正在用它'])
    expect(await codeOf(one.place())).toBe('PRICE_CHANGED')
    await mall.pay(one.buyer, orderId)
    await mall.jobs()
    expect(await why()).toEqual(['已经用过了'])
    const old = await situation(mall)
    mall.clock.advance(7 * DAY_MS)
    expect((await quote(old)).whyNots.map(({ words }) => words)).toEqual(['已过期'])
    expect(await codeOf(old.place())).toBe('PRICE_CHANGED')
  })
})

describe('of many at once', () => {
  test('[SEAM-2] one of five orders has the coupon, and the others hold nothing', async () => {
    const one = await situation(mall)
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(one.place())))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    for (const code of codes) expect(['ok', 'COUPON_GONE', 'PRICE_CHANGED']).toContain(code)
    expect(await one.state()).toBe('locked')
    expect(await mall.stock(one.product)).toEqual({ available: STOCK - 1, held: 1, sold: 0 })
  })

  test('[SEAM-2] the same request ten times is one order with its coupon', async () => {
    const one = await situation(mall)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => one.place(mall.ctx, { own: one.token })),
    )
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1)
    expect(await one.state()).toBe('locked')
    expect(await mall.stock(one.product)).toEqual({ available: STOCK - 1, held: 1, sold: 0 })
  })

  test('[SEAM-3] 64 members who claim the last one: one has it', async () => {
    const { _id: template } = await newTemplate(mall, { stock: 1 })
    const codes = await Promise.all(
      Array.from({ length: 64 }, (_, i) => codeOf(claimCoupon(mall.as(`oClaim${i}`), template))),
    )
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(await mall.db.count('trialCoupons', { templateId: template })).toBe(1)
    expect(await quotaOf(mall.ctx, stockIdOf(template))).toMatchObject({ left: 0, held: 0, used: 1 })
  })

  test('[SEAM-3] one member who claims 20 times has one and costs one', async () => {
    const { _id: template } = await newTemplate(mall, { stock: 40 })
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => claimCoupon(mall.as('oOften'), template)),
    )
    expect(new Set(claims.map(({ _id }) => _id)).size).toBe(1)
    expect(await quotaOf(mall.ctx, stockIdOf(template))).toMatchObject({ left: 39, held: 0, used: 1 })
    expect(await codeOf(claimCoupon(mall.as('oOften'), template, 4))).toBe('BAD_INPUT')
  })
})

/** Placing as a client does it: through the door. */
const knock = async ({ buyer, product, coupon }: Situation, input: object, ctx: Context = mall.ctx) => {
  const caller = { kind: 'member' as const, openid: buyer }
  const lines = [{ productId: product, skuId: skuOf(product), quantity: 1 }]
  const order = { token: newToken(), lines, choices: { coupon: coupon._id }, addressId: 'home', ...input }
  return openDoor(
    { name: 'storefront', calls: contract.storefront, handlers: storefront, readers },
    ctx,
    caller,
    {
      path: 'order.place',
      input: { expectedPayFen: LESS_FEN, ...order },
    },
  )
}

describe('a refusal', () => {
  test('[SEAM-13] has the code and the sentence of the domain whose part it is', async () => {
    const one = await situation(mall)
    // The price was reckoned when the coupon was free; another order was faster.
    let others = 0
    const ctx: Context = {
      ...mall.ctx,
      db: {
        ...mall.ctx.db,
        aggregate: async (...args: Parameters<Context['db']['aggregate']>) => {
          const read = await mall.ctx.db.aggregate(...args)
          if (args[0] === 'settings' && others++ === 0) await one.place()
          return read
        },
      } as Context['db'],
    }
    expect(await knock(one, {}, ctx)).toMatchObject({
      ok: false,
      error: { code: 'COUPON_GONE', message: '这张优惠券已被另一笔订单使用' },
    })
    expect(await mall.stock(one.product)).toEqual({ available: STOCK - 1, held: 1, sold: 0 })
  })

  test('[SEAM-14] of another price says what has changed: unit price, freight, and which offers went and why', async () => {
    const one = await situation(mall)
    const quoted = await quote(one)
    const [line] = quoted.lines
    const seen = {
      lines: quoted.lines.map(({ lineId, priceFen }) => ({ lineId, priceFen })),
      freightFen: quoted.amounts.freightFen,
      offers: [
        { source: one.coupon._id, fen: -OFF_FEN },
        ...quoted.freightEffects.map(({ source, fen }) => ({ source, fen })),
      ],
    }
    await mall.db.change('products', { _id: one.product }, { 'skus.0.priceFen': 13_300 })
    expect(await knock(one, { seen })).toMatchObject({
      error: {
        code: 'PRICE_CHANGED',
        details: {
          pay: { fromFen: LESS_FEN, toFen: 13_300 - OFF_FEN },
          lines: [{ lineId: line?.lineId, fromFen: PRICE_FEN, toFen: 13_300 }],
          offers: [],
        },
      },
    })
    const { freeFreightFromFen = 0 } = (await mall.db.get('settings', 'shop')) ?? {}
    await mall.db.change('settings', { _id: 'shop' }, { freeFreightFromFen: 1_000_000 })
    mall.clock.advance(7 * DAY_MS)
    const refusal = await knock(one, { seen })
    await mall.db.change('settings', { _id: 'shop' }, { freeFreightFromFen })
    expect(refusal).toEqual({
      ok: false,
      now: mall.clock.now(),
      error: {
        code: 'PRICE_CHANGED',
        message: '价格有变动，请确认后再下单',
        requestId: 'test',
        details: {
          pay: { fromFen: LESS_FEN, toFen: 14_100 },
          lines: [{ lineId: line?.lineId, fromFen: PRICE_FEN, toFen: 13_300 }],
          freight: { fromFen: 0, toFen: 800 },
          offers: [
            { source: one.coupon._id, fromFen: -OFF_FEN, toFen: 0, words: '已过期' },
            expect.objectContaining({ source: 'shop', fromFen: -800, toFen: 0 }),
          ],
        },
      },
    })
  })

  test('[SEAM-14] of another price is one also for a client that does not say what it has shown', async () => {
    const one = await situation(mall)
    const refusal = await knock(one, { expectedPayFen: 1 })
    expect(refusal).toMatchObject({ ok: false, error: { code: 'PRICE_CHANGED' } })
    expect(refusal.ok || Object.keys(refusal.error)).toEqual(['code', 'message', 'requestId'])
  })

  test('[SEAM-14] what the client says that it has shown decides nothing', async () => {
    const one = await situation(mall)
    const seen = {
      lines: [{ lineId: 'another', priceFen: 1 }],
      freightFen: 77,
      offers: [{ source: 'x', fen: -1 }],
    }
    expect(await knock(one, { seen })).toMatchObject({ ok: true, data: { payFen: LESS_FEN } })
  })
})

describe('a claim holds its piece of the stock by itself', () => {
  const ORPHAN_MS = 10 * MINUTE_MS
  const stockOf = async (template: string) => {
    const { left, held, used } = (await quotaOf(mall.ctx, stockIdOf(template))) ?? {}
    return { left, held, used }
  }

  test('[SEAM-9] one that died before its coupon stood is swept, one whose coupon stands never', async () => {
    const { _id: template } = await newTemplate(mall, { stock: 9 })
    // Reading both, the stock, the coupon; then the stock again, and what it owes.
    await claimCoupon(crashing(mall.as('oDied'), 4), template).catch(() => undefined)
    await claimCoupon(crashing(mall.as('oStands'), 5), template).catch(() => undefined)
    expect(await stockOf(template)).toEqual({ left: 7, held: 2, used: 0 })
    for (let days = 0; days < 3; days++) {
      mall.clock.advance(DAY_MS)
      await sweepQuotas(mall.ctx, ORPHAN_MS)
    }
    expect(await stockOf(template)).toEqual({ left: 8, held: 1, used: 0 })
    await mall.jobs()
    expect(await stockOf(template)).toEqual({ left: 8, held: 0, used: 1 })
    expect(await mall.db.count('trialCoupons', { templateId: template })).toBe(1)
    expect(await checkBooks(mall.ctx)).toEqual([])
  })

  test('[SEAM-9] one that dies at any operation is one coupon and one piece, or none', async () => {
    const templates: string[] = []
    for (const again of [false, true]) {
      await dieAtEveryOperation(mall, {
        async prepare() {
          const { _id } = await newTemplate(mall, { stock: 3 })
          templates.push(_id)
          return _id
        },
        work: (ctx, template) => claimCoupon({ ...ctx, openid: 'oDies' }, template),
        ...(again && { again: (template: string) => claimCoupon(mall.as('oDies'), template) }),
        async check(template, point) {
          const claimed = await mall.db.count('trialCoupons', { templateId: template })
          if (again) expect([point, claimed]).toEqual([point, 1])
          expect({ point, ...(await stockOf(template)) }).toEqual({
            point,
            left: 3 - claimed,
            held: 0,
            used: claimed,
          })
        },
      })
    }
    expect(templates.length).toBeGreaterThan(20)
    expect(await checkBooks(mall.ctx)).toEqual([])
  })

  test('[SEAM-9] of 20 that come again while what died of them is swept each has one', async () => {
    const { _id: template } = await newTemplate(mall, { stock: 40 })
    const members = Array.from({ length: 20 }, (_, i) => `oAgain${i}`)
    for (const [i, who] of members.entries()) {
      await claimCoupon(crashing(mall.as(who), 3 + (i % 5)), template).catch(() => undefined)
    }
    mall.clock.advance(ORPHAN_MS)
    const [codes] = await Promise.all([
      Promise.all(
        members.flatMap((who) => [who, who]).map((who) => codeOf(claimCoupon(mall.as(who), template))),
      ),
      sweepQuotas(mall.ctx, ORPHAN_MS),
      sweepQuotas(mall.ctx, ORPHAN_MS),
      payClaims(mall.ctx, Infinity),
      payClaims(mall.ctx, Infinity),
    ])
    expect(codes.filter((code) => code !== 'ok')).toEqual([])
    mall.clock.advance(ORPHAN_MS)
    await mall.jobs([0, MINUTE_MS])
    expect(await mall.db.count('trialCoupons', { templateId: template })).toBe(20)
    expect(await stockOf(template)).toEqual({ left: 20, held: 0, used: 20 })
    expect(await checkBooks(mall.ctx)).toEqual([])
  })
})

describe('the coupon comes back', () => {
  test('[SEAM-4] at once when the order is cancelled, and another order has it', async () => {
    const one = await situation(mall)
    const { orderId } = await one.place()
    await storefront['payment.close'](mall.as(one.buyer), { orderId })
    expect(await one.state()).toBe('free')
    expect(await codeOf(one.place())).toBe('ok')
  })

  test('[SEAM-4] when nobody pays in time', async () => {
    const one = await situation(mall)
    await one.place()
    await mall.jobs([11 * MINUTE_MS])
    expect(await one.state()).toBe('locked')
    await mall.jobs([20 * MINUTE_MS, MINUTE_MS])
    expect(await one.state()).toBe('free')
  })

  test('[SEAM-5] with a whole refund, once: another order that uses it keeps it', async () => {
    const one = await situation(mall)
    const { orderId } = await one.place()
    await mall.pay(one.buyer, orderId)
    await mall.jobs()
    expect(await one.state()).toBe('used')
    await refundByMerchant(mall, orderId)
    expect(await one.state()).toBe('free')

    const { orderId: later } = await one.place()
    await mall.pay(one.buyer, later)
    await mall.jobs()
    await mall.db.change(
      'orders',
      { _id: orderId },
      { owed: mall.db._.push([`coupon.return:R${orderId}`]), owedAt: 0, revision: mall.db._.inc(1) },
    )
    await mall.jobs([0, MINUTE_MS])
    expect((await mall.order(orderId)).owed.filter((entry) => entry.startsWith('coupon.'))).toEqual([])
    expect(await mall.db.get('trialCoupons', one.coupon._id)).toMatchObject({ usedBy: later })
  })

  test('[SEAM-5] not with a refund of a part, but with that of the rest', async () => {
    const one = await situation(mall)
    const { orderId } = await one.place(mall.ctx, { quantity: 2, expectedPayFen: 2 * PRICE_FEN - 2_000 })
    await mall.pay(one.buyer, orderId)
    await mall.jobs()
    const part = {
      kind: 'pieces' as const,
      lines: [{ lineId: skuOf(one.product), quantity: 1 }],
      freight: false,
    }
    const order = await refund(mall.ctx, orderId, { request: part, reason: '少一件', token: newToken() })
    await payAll(mall.ctx, order)
    expect(Object.values(order.refunds)).toMatchObject([{ amountFen: PRICE_FEN - 1_000 }])
    expect(await one.state()).toBe('used')
    await refundByMerchant(mall, orderId)
    expect(await one.state()).toBe('free')
    expect((await mall.order(orderId)).refundableFen).toBe(0)
  })
})

test('[SEAM-6] commission counts on what was paid', async () => {
  const one = await situation(mall)
  const { orderId } = await one.place()
  await mall.pay(one.buyer, orderId)
  await mall.jobs()
  const commission = await mall.commission(orderId)
  expect(commission).toMatchObject({
    goodsPayFen: LESS_FEN,
    lines: [{ baseFen: LESS_FEN, discountFen: 2_000 }],
  })
})

test('[SEAM-7] placing with stock and a coupon takes 4 round trips', async () => {
  const one = await situation(mall)
  const line = { productId: one.product, quantity: 1, addedAt: 0, changedAt: 0 }
  await mall.db.insert('carts', {
    _id: one.buyer,
    items: { [skuOf(one.product)]: line },
    lines: 1,
  } as CartDoc)
  expect(await roundsOf(mall.ctx, (ctx) => one.place(ctx, { fromCart: true }))).toBe(4)
  expect(await one.state()).toBe('locked')
  expect(await mall.db.get('carts', one.buyer)).toMatchObject({ lines: 0 })
})
