import { contract } from '@shared/contract'
import { productDoc } from '../../../../tests/support/documents'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import type { OutputOf } from '@shared/contract'
import { startOfDay } from '@shared/business-day'
import { pagePath } from '@shared/page-path'
import { openDoor } from '../../../platform/door'
import type { Outcome } from '../../../platform/ports'
import type { ProductDoc } from '../../goods/catalog'
import { runSettlement } from '../../money/settlement'
import { refund } from '../../sale/refund'
import { accrueCommission, reverseCommission, scheduleRelease } from '../commission'
import { distributor as handlers } from '../../../../tests/support/handlers'
import { readers } from '../../../readers'

const DAY_MS = 86_400_000
const PATH = ['ann', 'bob', 'eve']
let picture: Outcome<Uint8Array> = { kind: 'ok', value: new Uint8Array([1, 2, 3]) }
const asked: { scene: string; page: string }[] = []
let mall: DistributionMall
beforeAll(async () => {
  mall = await startDistributionMall({
    wechat: {
      envVersion: 'release',
      miniProgramCode: (request: { scene: string; page: string }) => {
        asked.push(request)
        return Promise.resolve(picture)
      },
    } as never,
  })
})
afterAll(() => mall.close())
beforeEach(async () => {
  await mall.fresh()
  asked.length = 0
  picture = { kind: 'ok', value: new Uint8Array([1, 2, 3]) }
  for (const [i, openid] of PATH.entries()) await mall.distributor(openid, PATH.slice(i + 1))
})

const door = { name: 'distributor', calls: contract.distributor, handlers, readers } as const

/** Makes a call through the door, as a client does. */
async function call<C extends keyof typeof handlers>(
  openid: string,
  path: C,
  input: unknown = {},
): Promise<OutputOf<`distributor/${C}`>> {
  const envelope = await openDoor(door, mall.ctx, { kind: 'member', openid }, { path, input })
  if (!envelope.ok) throw new Error(envelope.error.code)
  return envelope.data as OutputOf<`distributor/${C}`>
}

/** One piece of the second line. */
const second = { kind: 'pieces', lines: [{ lineId: 'l1', quantity: 1 }], freight: false } as const

const product = (productId: string, changes: Partial<ProductDoc> = {}) =>
  mall.db.insert(
    'products',
    productDoc(productId, {
      sellingPoint: '正岩三坑',
      specs: [],
      skus: [
        { skuId: 's2', values: [], priceFen: 20_000, listPriceFen: 0, costFen: 9_000 },
        { skuId: 's1', values: [], priceFen: 12_800, listPriceFen: 16_800, costFen: 5_000 },
      ],
      ...changes,
    }),
  )

async function sale(orderId: string, path = PATH) {
  const order = await mall.paidOrder(orderId, path, {
    lines: [{ payFen: 12_805 }, { payFen: 9_980, quantity: 2 }],
  })
  await accrueCommission(mall.ctx, order)
  return order
}

describe('shares', () => {
  it('[SHARE-1] the same share always has the same code, also forty times at once', async () => {
    await product('tea')
    const shares = await Promise.all(
      Array.from({ length: 40 }, () => call('ann', 'sharing.create', { productId: 'tea' })),
    )
    const codes = new Set(shares.map(({ code }) => code))
    expect(codes.size).toBe(1)
    expect(shares[0]).toEqual({
      code: expect.stringMatching(/^[0-9A-Za-z]{10}$/) as string,
      title: '武夷岩茶',
      picture: 'tea.webp',
      priceFen: 12_800,
      listPriceFen: 16_800,
      sellingPoint: '正岩三坑',
      sharerName: '推广员ann',
    })
    expect(await mall.db.count('shares', {})).toBe(1)
    codes.add((await call('bob', 'sharing.create', { productId: 'tea' })).code)
    codes.add((await call('ann', 'sharing.create')).code)
    expect(codes.size).toBe(3)
  })

  it('shares nothing that is not listed', async () => {
    await product('old', { listed: false })
    for (const productId of ['old', 'none']) {
      await expect(call('ann', 'sharing.create', { productId })).rejects.toThrow('NOT_FOUND')
      await expect(call('ann', 'sharing.earning', { productId })).rejects.toThrow('NOT_FOUND')
    }
  })

  it('[SHARE-2] makes the code of an own share only', async () => {
    await product('tea')
    const { code } = await call('ann', 'sharing.create', { productId: 'tea' })
    const home = await call('ann', 'sharing.create')
    expect(await call('ann', 'sharing.code', { code })).toEqual({ pngBase64: 'AQID' })
    await call('ann', 'sharing.code', { code: home.code })
    expect(asked).toEqual([
      { scene: code, page: pagePath('goods/detail') },
      { scene: home.code, page: pagePath('home') },
    ])
    await expect(call('bob', 'sharing.code', { code })).rejects.toThrow('NOT_FOUND')
    await expect(call('ann', 'sharing.code', { code: 'unknown000' })).rejects.toThrow('NOT_FOUND')
    picture = { kind: 'unknown', cause: 'time-out' }
    const { code: another } = await call('bob', 'sharing.create', { productId: 'tea' })
    await expect(call('bob', 'sharing.code', { code: another })).rejects.toThrow('CODE_UNAVAILABLE')
    expect(asked).toHaveLength(3)
  })

  it('says what a product earns, by the policy', async () => {
    await product('tea')
    expect(await call('ann', 'sharing.earning', { productId: 'tea' })).toEqual({
      earnFen: 2_560,
      rateBps: 2_000,
    })
    await mall.db.change('settings', { _id: 'shop' }, { 'commission.base': 'profit' })
    expect((await call('ann', 'sharing.earning', { productId: 'tea' })).earnFen).toBe(1_560)
    const { items } = await call('ann', 'sharing.products', {})
    expect(items).toMatchObject([{ productId: 'tea', priceFen: 12_800, earnFen: 1_560, rateBps: 2_000 }])
    expect(JSON.stringify(items)).not.toContain('cost')
  })
})

describe('the door', () => {
  it('lets active distributors in only', async () => {
    await mall.distributor('sue', [], { state: 'suspended' })
    await mall.distributor('pat', [], { state: 'pending' })
    for (const openid of ['sue', 'pat', 'nobody']) {
      await expect(call(openid, 'centre.get')).rejects.toThrow('NOT_DISTRIBUTOR')
      expect((await call(openid, 'distributor.status')).rates).toHaveLength(1)
    }
  })

  it.each(['x', '1', '-1-2', '1-2-3', '9999999999999999-1', '{"$ne":1}'])(
    'refuses the cursor %s',
    async (cursor) => {
      for (const path of ['commission.list', 'binding.customers', 'settlement.statements'] as const) {
        await expect(call('ann', path, { cursor })).rejects.toThrow('BAD_INPUT')
      }
    },
  )
})

describe('centre.get', () => {
  it('[CENTRE-1] sums up in six round trips', async () => {
    const today = startOfDay(mall.clock.now())
    mall.clock.set(today - 40 * DAY_MS)
    await sale('o1', ['ann'])
    mall.clock.set(today - DAY_MS)
    const due = await sale('o2')
    await scheduleRelease(mall.ctx, {
      ...(await mall.received(due)),
      policy: { ...due.policy, freezeDays: 0 },
    })
    mall.clock.set(today + 1)
    await runSettlement(mall.ctx)
    await sale('o3')
    const [order, refund] = await mall.refunded(await sale('o4'), 'R4', second)
    await reverseCommission(mall.ctx, order, refund)
    await mall.member('c1', ['ann'])
    await mall.member('c2', ['ann', 'bob'], {})
    for (const [i, visitorId] of ['c1', 'c1', 'c2'].entries()) {
      const visit = {
        shareCode: 's',
        distributorId: 'ann',
        productId: null,
        visitorId,
        day: '2026-11-20',
        at: 0,
      }
      await mall.db.insert('visits', { _id: `v${i}`, ...visit })
    }
    mall.clock.advance(3_600_000)

    const { result, trips } = await mall.tripsOf(() => call('ann', 'centre.get'))
    expect(trips).toHaveLength(6)
    // 20 % of 128.05 and of 99.80, each rounded down; half of the second is refunded.
    const whole = 2_561 + 1_996
    const half = 2_561 + 998
    expect(result).toMatchObject({
      nickname: '推广员ann',
      storeName: '推广员ann的山野集',
      rateBps: 2_000,
      availableFen: whole,
      settledTotalFen: whole,
      debtFen: 0,
      pendingFen: 2 * whole + half,
      pendingCount: 3,
      todayFen: whole + half,
      todayOrders: 2,
      monthFen: 2 * whole + half,
      customers: 2,
      nextSettlementAt: today + DAY_MS,
      previousTrendFen: whole,
      funnel: { visits: 3, visitors: 2, placed: 3, paid: 3 },
    })
    expect(result.trend).toHaveLength(30)
    expect(result.trend.slice(-2)).toEqual([
      { day: '2026-11-20', amountFen: whole },
      { day: '2026-11-21', amountFen: whole + half },
    ])
    expect(result.recent).toHaveLength(4)
    expect(await mall.books()).toEqual([])
  })
})

describe('commissions', () => {
  it('pages without losing or repeating a row, also of one instant', async () => {
    for (let i = 0; i < 45; i++) {
      if (i === 30) mall.clock.advance(1)
      await sale(`o${i}`, ['ann'])
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page: OutputOf<'distributor/commission.list'> = await call('ann', 'commission.list', {
        ...(cursor !== undefined && { cursor }),
      })
      seen.push(...page.items.map(({ commissionId }) => commissionId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  it('stand in the tab of their state', async () => {
    const due = await sale('o1')
    await scheduleRelease(mall.ctx, {
      ...(await mall.received(due)),
      policy: { ...due.policy, freezeDays: 0 },
    })
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    await sale('o2')
    const [order, refund] = await mall.refunded(await sale('o3'), 'R3')
    await reverseCommission(mall.ctx, order, refund)
    const states = async (state: string) =>
      (await call('bob', 'commission.list', { state })).items.map((row) => row.state)
    expect(await states('pending')).toEqual(['pending'])
    expect(await states('settled')).toEqual(['settled'])
    expect(await states('reversed')).toEqual(['reversed'])
    expect((await states('all')).sort()).toEqual(['pending', 'reversed', 'settled'])
  })

  it('[PRIVACY-1] explain each fen to whom it belongs, and show nobody else’s', async () => {
    const placed = await sale('20261121000012345678')
    const [order, refund] = await mall.refunded(placed, 'R1', second)
    await reverseCommission(mall.ctx, order, refund)
    const [row] = (await call('bob', 'commission.list')).items
    if (!row) throw new Error('no row')
    const { result, trips } = await mall.tripsOf(() =>
      call('bob', 'commission.get', { commissionId: row.commissionId }),
    )
    expect(trips).toHaveLength(3)
    expect(result).toMatchObject({
      level: 2,
      buyerName: '林**',
      title: '武夷岩茶等 2 样',
      orderTail: '12345678',
      accruedFen: 1_280 + 998,
      reversedFen: 499,
      amountFen: 1_280 + 499,
      state: 'pending',
      baseKind: 'sales',
      lines: [
        {
          baseFen: 12_805,
          rateBps: 1_000,
          amountFen: 1_280,
          rule: '按「二级 10%」计算实付金额，不足 1 分的部分舍去',
        },
        { baseFen: 9_980, rateBps: 1_000, amountFen: 998, rule: '按「二级 10%」计算实付金额' },
      ],
      explanation: '买家确认收货满 7 天后解冻，每天 0 点结算前一天解冻的佣金。',
    })
    expect(result.timeline.map(({ title, amountFen }) => [title, amountFen])).toEqual(
      expect.arrayContaining([
        ['佣金冻结', 2_278],
        ['退款扣减', -499],
      ]),
    )
    const text = JSON.stringify(result)
    for (const secret of ['buyer"', '林小满', '20261121000012345678', '"ann"', '"eve"', '13812345678']) {
      expect(text).not.toContain(secret)
    }
    await mall.distributor('zoe')
    await expect(call('zoe', 'commission.get', { commissionId: row.commissionId })).rejects.toThrow(
      'NOT_FOUND',
    )
    await expect(call('bob', 'commission.get', { commissionId: 'nonsense' })).rejects.toThrow('NOT_FOUND')
  })

  it('[PRIVACY-2] tell nobody what the goods cost the shop, nor what the profit on them is', async () => {
    const line = { payFen: 12_805, costFen: 4_321 }
    await accrueCommission(mall.ctx, await mall.paidOrder('o1', PATH, { base: 'profit', lines: [line] }))
    const list = await call('ann', 'commission.list')
    const detail = await call('ann', 'commission.get', { commissionId: list.items[0]?.commissionId })
    // 20 % of 84.84.
    expect(detail).toMatchObject({
      ...{ baseKind: 'profit', rateBps: 2_000, goodsPayFen: 12_805, accruedFen: 1_696 },
      lines: [{ amountFen: 1_696, rule: '按「一级 20%」计算利润（实付减成本），不足 1 分的部分舍去' }],
    })
    for (const answer of [list, detail]) {
      const text = JSON.stringify(answer)
      for (const secret of ['costFen', 'baseFen', '4321', '8484', '43.21', '84.84']) {
        expect(text).not.toContain(secret)
      }
    }
  })

  it('tell the settlement and a later refund', async () => {
    const due = await sale('o1')
    await scheduleRelease(mall.ctx, {
      ...(await mall.received(due)),
      policy: { ...due.policy, freezeDays: 0 },
    })
    const idOf = async () => (await call('ann', 'commission.list')).items[0]?.commissionId
    const detail = async () => call('ann', 'commission.get', { commissionId: await idOf() })
    expect((await detail()).explanation).toBe(
      '预计11月21日解冻，11月22日到账：每天 0 点结算前一天解冻的佣金。',
    )
    mall.clock.advance(DAY_MS)
    await runSettlement(mall.ctx)
    expect((await detail()).explanation).toBe(
      '已于11月22日结算。结算后如发生退款，先从余额扣回，不足的从之后的结算中抵扣。',
    )
    mall.clock.advance(DAY_MS)
    const [order, refund] = await mall.refunded(due, 'R1')
    await reverseCommission(mall.ctx, order, refund)
    const { timeline, explanation } = await detail()
    expect(explanation).toBe('买家已全额退款，这笔佣金已全部扣回。')
    expect(timeline.map(({ title, amountFen }) => [title, amountFen])).toEqual([
      ['退款扣回', -4_557],
      ['结算到账', 4_557],
      ['佣金冻结', 4_557],
    ])
    const { items } = await call('ann', 'settlement.statements')
    expect(items).toMatchObject([
      { period: '2026年11月21日', commissions: 1, grossFen: 4_557, creditedFen: 4_557 },
    ])
    expect(JSON.stringify(items)).not.toContain('"ann"')
  })
})

describe('binding.customers', () => {
  it('[PRIVACY-1] masks names, and sums what each bought', async () => {
    await mall.member('c1', ['ann'], { nickname: '林小满' })
    mall.clock.advance(1)
    await mall.member('c2', ['ann', 'bob'], { nickname: '🍊橙子' })
    const order = await mall.paidOrder('o1', ['ann'], { buyerId: 'c1' })
    const { result, trips } = await mall.tripsOf(() => call('ann', 'binding.customers'))
    expect(trips).toHaveLength(3)
    expect(result.items).toMatchObject([
      { name: '🍊**', orders: 0, spentFen: 0 },
      { name: '林**', orders: 1, spentFen: order.payFen },
    ])
    expect((await call('bob', 'binding.customers')).items).toEqual([])
  })

  it('[CENTRE-4] counts only orders of which something is left, and what is left of them', async () => {
    await mall.member('c1', ['ann'])
    const changes = { buyerId: 'c1', lines: [{ payFen: 10_000, quantity: 2 }] }
    const [whole, part] = [
      await mall.paidOrder('o1', ['ann'], changes),
      await mall.paidOrder('o2', ['ann'], changes),
    ]
    await refund(mall.ctx, whole._id, { request: { kind: 'whole' }, reason: '不想要了' })
    const half = { kind: 'pieces', lines: [{ lineId: 'l0', quantity: 1 }], freight: false } as const
    await refund(mall.ctx, part._id, { request: half, reason: '不想要了', token: 'abcdefghijklmnop' })
    const { items } = await call('ann', 'binding.customers')
    expect(items).toMatchObject([{ orders: 1, spentFen: part.payFen - 5_000 }])
  })
})
