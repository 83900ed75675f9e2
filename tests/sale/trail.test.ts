import { merchant } from '../support/handlers'
import { startBillMall, type BillMall } from '../support/bills'
import { crashing, doubling } from '../support/context'
import { distributorDoc } from '../support/documents'
import { newMember } from '../../cloudfunctions/domain/people/member'
import { newStock } from '../../cloudfunctions/domain/goods/inventory'
import { loose } from '../local/loose'
import type { StaffContext } from '../../cloudfunctions/platform/context'
import {
  trailedCollections,
  writeTrails,
  type TrailDoc,
  type Trailed,
} from '../../cloudfunctions/platform/trail'
import { MINUTE_MS, PRICE_FEN, skuOf } from '../support/sale'

/** What the staff does leaves its row: whatever dies, and however often it arrives. */

jest.setTimeout(600_000)

let mall: BillMall
beforeAll(async () => {
  mall = await startBillMall()
  const categories = [{ categoryId: 'tea', name: '茶', icon: 'tea' }]
  await mall.db.change('settings', { _id: 'shop' }, { categories: mall.db._.set(categories) })
})
// Rows of one test are newer than those before.
beforeEach(() => void mall.clock.advance(1))
afterAll(() => mall.close())

const acting = (call: string): StaffContext => ({
  ...mall.staff(),
  acting: { openid: 'oOwner', name: '沈禾', call },
})
const rows = (call: string): Promise<TrailDoc[]> =>
  mall.db.find('trail', { where: { call }, orderBy: [['at', 'asc']], limit: 100 })

/** How many rows of a command have come since. */
async function counted(call: string): Promise<() => Promise<number>> {
  const before = (await rows(call)).length
  return async () => (await rows(call)).length - before
}

/** Documents that carry entries still. */
async function carrying(): Promise<string[]> {
  const found = await Promise.all(
    trailedCollections(mall.ctx).map((collection) =>
      loose(mall.db).find<Trailed & { _id: string }>(collection, {
        where: { trailAt: mall.db._.gt(0) },
        limit: 100,
      }),
    ),
  )
  return found.flat().map(({ _id }) => _id)
}

/** What the timer does once the call must have ended. */
async function timer(): Promise<void> {
  mall.clock.advance(5 * MINUTE_MS)
  await writeTrails(mall.ctx)
}

interface Made {
  run: (ctx: StaffContext) => Promise<unknown>
  /** Whether it has happened. */
  happened: () => Promise<boolean>
}

let counter = 0
const DEEDS: Record<string, () => Promise<Made>> = {
  'catalog.save': async () => {
    const productId = await mall.newProduct(5)
    const { version, name, sellingPoint, tag, skus } = await product(productId)
    const edit = {
      name: `新${name}`,
      sellingPoint,
      tag: tag ?? '',
      categoryId: 'tea',
      skus: skus.map(editable),
    }
    return {
      run: (ctx) => merchant['catalog.save'](ctx, { productId, version, ...edit }),
      happened: async () => (await product(productId)).name === `新${name}`,
    }
  },
  'catalog.setListed': async () => {
    const productId = await mall.newProduct(5)
    return {
      run: (ctx) => merchant['catalog.setListed'](ctx, { productId, listed: false }),
      happened: async () => !(await product(productId)).listed,
    }
  },
  'inventory.adjust': async () => {
    const productId = await mall.newProduct(2)
    const skuId = skuOf(productId)
    await mall.db.insert('stocks', newStock({ skuId, productId, available: 9, shard: 1 }))
    counter += 1
    const token = `trail-token-${String(counter).padStart(8, '0')}`
    const begunAt = mall.clock.now()
    const stocks = () => mall.db.find('stocks', { where: { skuId }, limit: 9 })
    return {
      run: (ctx) => merchant['inventory.adjust'](ctx, { skuId, token, begunAt, delta: -10, reason: '盘点' }),
      // As soon as pieces are gone somebody asks who took them.
      happened: async () => (await stocks()).some(({ marks }) => marks[`adjust-${token}`]),
    }
  },
  'distributor.decide': async () => {
    counter += 1
    const openid = `applicant${counter}`
    const doc = distributorDoc(openid, [], { state: 'pending', decidedAt: null })
    await mall.db.insert('distributors', doc)
    await mall.db.insert('members', newMember(openid, mall.clock.now(), '秋生'))
    const { distributorId } = doc
    return {
      run: (ctx) => merchant['distributor.decide'](ctx, { distributorId, decision: 'approve' }),
      happened: async () => (await mall.db.get('distributors', openid))?.state === 'active',
    }
  },
  'fulfilment.ship': async () => {
    const { orderId } = await mall.paidOrder()
    const waybill = { courier: 'SF', waybill: 'SF1388004217765' }
    return {
      run: (ctx) => merchant['fulfilment.ship'](ctx, { orderId, way: 'express', ...waybill }),
      happened: async () => (await mall.order(orderId)).state === 'shipped',
    }
  },
  'refund.create': async () => {
    const { orderId } = await mall.paidOrder()
    const token = 'trail-refund-0123456789'
    return {
      run: (ctx) => merchant['refund.create'](ctx, { orderId, reason: '买家 13812346207 不要了', token }),
      happened: async () => (await mall.order(orderId)).refunded,
    }
  },
  'policy.save': async () => {
    const { policyVersion: version, commission, binding } = await settings()
    const changed = { ...commission, freezeDays: commission.freezeDays + 1 }
    return {
      run: (ctx) => merchant['policy.save'](ctx, { version, commission: changed, binding }),
      happened: async () => (await settings()).policyVersion === version + 1,
    }
  },
  'reconciliation.handle': async () => {
    const paid = await mall.paidOrder()
    const change = { kind: 'add' as const, outTradeNo: `x${paid.orderId}`, transactionId: '4200', fen: 100 }
    const [difference] = await mall.differencesOf(
      await mall.reconciled([{ ...change, openid: 'o' } as never]),
    )
    const differenceId = difference?._id ?? ''
    return {
      run: (ctx) => merchant['reconciliation.handle'](ctx, { differenceId, note: '门店收的' }),
      happened: async () => (await mall.db.get('differences', differenceId))?.state === 'staff_handled',
    }
  },
}

async function product(productId: string) {
  const found = await mall.db.get('products', productId)
  if (!found) throw new Error(`no product ${productId}`)
  return found
}
async function settings() {
  const found = await mall.db.get('settings', 'shop')
  if (!found) throw new Error('no settings')
  return found
}
const editable = ({
  skuId,
  priceFen,
  listPriceFen,
  costFen,
}: Awaited<ReturnType<typeof product>>['skus'][0]) => ({
  skuId,
  priceFen: priceFen + 100,
  listPriceFen: listPriceFen === 0 ? 0 : listPriceFen + 100,
  costFen,
})

const calls = Object.keys(DEEDS)

describe('a process that dies', () => {
  it.each(calls)('[TRAIL-1] at any operation of %s loses neither the change nor its row', async (call) => {
    const { run, happened } = await DEEDS[call]!()
    const before = mall.keep()
    const left = await counted(call)
    let [at, lost, kept] = [0, 0, 0]
    for (let isOver = false; !isOver;) {
      at += 1
      for (const when of ['before', 'after'] as const) {
        before.restore()
        let crashed = false
        await run(crashing(acting(call), at, when)).catch(() => (crashed = true))
        isOver = !crashed && when === 'before'
        await timer()
        const changed = await happened()
        expect({ at, when, rows: await left() }).toEqual({ at, when, rows: changed ? 1 : 0 })
        if (changed) kept += 1
        else lost += 1
        // Somebody tries again.
        await run(acting(call)).catch(() => undefined)
        await timer()
        expect({ at, when, rows: await left() }).toEqual({ at, when, rows: 1 })
        expect(await carrying()).toEqual([])
        if (isOver) break
      }
    }
    expect(lost).toBeGreaterThan(0)
    expect(kept).toBeGreaterThan(1)
    before.restore()
  })

  it.each(calls)(
    '[TRAIL-1] or a request that arrives twice at any operation of %s leaves one row',
    async (call) => {
      const { run } = await DEEDS[call]!()
      const before = mall.keep()
      const left = await counted(call)
      for (let at = 1, doubled = true; doubled; at++) {
        before.restore()
        doubled = false
        await run(doubling(acting(call), at, () => (doubled = true))).catch(() => undefined)
        await timer()
        expect({ at, rows: await left() }).toEqual({ at, rows: 1 })
        expect(await carrying()).toEqual([])
      }
      before.restore()
    },
  )
})

describe('entries', () => {
  /** Nothing can be inserted: rows do not come to stand. */
  const withoutRows = (ctx: StaffContext): StaffContext => ({
    ...ctx,
    db: { ...ctx.db, insert: () => Promise.reject(new Error('away')) },
  })
  const adjust = (ctx: StaffContext, productId: string, delta: number, reason: string) =>
    merchant['inventory.adjust'](ctx, {
      skuId: skuOf(productId),
      token: `entry-token-${productId}-${Math.abs(delta)}`,
      begunAt: mall.clock.now(),
      delta,
      reason,
    })
  const reasons = async () => (await rows('inventory.adjust')).map(({ reason }) => reason)

  it('[TRAIL-1] that are left while the timer takes others off stay until their row stands', async () => {
    const productId = await mall.newProduct(5)
    const before = (await reasons()).length
    await adjust(withoutRows(acting('inventory.adjust')), productId, 1, '先')
    mall.clock.advance(5 * MINUTE_MS)
    let more = true
    await writeTrails({
      ...mall.ctx,
      db: {
        ...mall.db,
        async insert(collection, document) {
          if (more) {
            more = false
            await adjust(withoutRows(acting('inventory.adjust')), productId, 2, '后')
          }
          return mall.db.insert(collection, document)
        },
      },
    })
    expect((await reasons()).slice(before)).toEqual(['先'])
    await timer()
    expect((await reasons()).slice(before)).toEqual(['先', '后'])
    expect(await carrying()).toEqual([])
  })

  it('[TRAIL-1] go with a change that is taken back', async () => {
    const productId = await mall.newProduct(2)
    const skuId = skuOf(productId)
    await mall.db.insert('stocks', newStock({ skuId, productId, available: 9, shard: 1 }))
    const before = (await reasons()).length
    const ctx = acting('inventory.adjust')
    let changes = 0
    const overtaken: StaffContext = {
      ...ctx,
      db: {
        ...ctx.db,
        async change(collection, where, change) {
          changes += 1
          // Somebody else buys what the second part was to take.
          if (changes === 2)
            await mall.db.change('stocks', { skuId, available: mall.db._.gt(0) }, { available: 0 })
          return ctx.db.change(collection, where, change)
        },
      },
    }
    await expect(adjust(overtaken, productId, -10, '没调成')).rejects.toMatchObject({
      code: 'STOCK_NEGATIVE',
    })
    await timer()
    expect((await reasons()).slice(before)).toEqual([])
    expect(await carrying()).toEqual([])
  })
})

describe('many at once', () => {
  it.each(calls)('[TRAIL-1] of %s leave one row, also while the timer runs', async (call) => {
    const { run } = await DEEDS[call]!()
    const before = mall.keep()
    const left = await counted(call)
    const ctx = acting(call)
    await Promise.allSettled([
      ...Array.from({ length: 12 }, () => run(ctx)),
      ...Array.from({ length: 3 }, () =>
        writeTrails({ ...mall.ctx, clock: { now: () => mall.clock.now() + 6 * MINUTE_MS } }),
      ),
    ])
    await timer()
    expect(await left()).toBe(1)
    expect(await carrying()).toEqual([])
    before.restore()
  })

  it('[TRAIL-1] of different adjustments each leave theirs', async () => {
    const productId = await mall.newProduct(5)
    const begunAt = mall.clock.now()
    const adjust = (i: number) =>
      merchant['inventory.adjust'](acting('inventory.adjust'), {
        skuId: skuOf(productId),
        token: `many-token-${String(i).padStart(8, '0')}`,
        begunAt,
        delta: i + 1,
        reason: `第 ${i} 次`,
      })
    const before = (await rows('inventory.adjust')).length
    await Promise.all(Array.from({ length: 5 }, (_, i) => adjust(i)))
    const left = (await rows('inventory.adjust')).slice(before)
    expect(left.map(({ reason }) => reason).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `第 ${i} 次`))
  })
})

describe('a row', () => {
  it('[TRAIL-2] says who, what, before and after, why and when, with personal data masked', async () => {
    const { run } = await DEEDS['refund.create']!()
    await run(acting('refund.create'))
    expect((await rows('refund.create')).at(-1)).toMatchObject({
      at: mall.clock.now(),
      openid: 'oOwner',
      name: '沈禾',
      kind: 'money',
      what: '退款',
      reason: '买家 138****6207 不要了',
      requestId: 'test',
      changes: [
        { field: '退款', unit: 'fen', after: PRICE_FEN },
        { field: '还能退', unit: 'fen', before: PRICE_FEN, after: 0 },
      ],
    })
  })

  it('[TRAIL-2] keeps the reason of a stock adjustment, and what could be sold before and after', async () => {
    const { run } = await DEEDS['inventory.adjust']!()
    await run(acting('inventory.adjust'))
    expect((await rows('inventory.adjust')).at(-1)).toMatchObject({
      reason: '盘点',
      changes: [{ field: '可卖库存', unit: 'pieces', before: 11, after: 1 }],
    })
  })

  it('[TRAIL-2] is left by nobody but the staff', async () => {
    await timer()
    const before = await mall.db.count('trail', {})
    for (const call of calls) await (await DEEDS[call]!()).run(mall.staff())
    expect(await mall.db.count('trail', {})).toBe(before)
    expect(await carrying()).toEqual([])
  })
})

describe('the policy', () => {
  it('[TRAIL-5] keeps every version as it was, with who made it and when', async () => {
    const first = await settings()
    for (let i = 0; i < 3; i++) {
      mall.clock.advance(MINUTE_MS)
      await (await DEEDS['policy.save']!()).run(acting('policy.save'))
    }
    const { items } = await merchant['policy.versions'](mall.staff(), {})
    expect(items.slice(0, 4)).toMatchObject([
      { version: first.policyVersion + 3, changedBy: '沈禾', changedAt: mall.clock.now() },
      { version: first.policyVersion + 2, changedBy: '沈禾' },
      { version: first.policyVersion + 1, changedBy: '沈禾' },
      { version: first.policyVersion, commission: first.commission, changedAt: first.policyChangedAt },
    ])
    expect(items.slice(0, 4).map(({ commission }) => commission.freezeDays)).toEqual(
      [3, 2, 1, 0].map((more) => first.commission.freezeDays + more),
    )
    const kept = await mall.db.get('policies', String(first.policyVersion))
    await (await DEEDS['policy.save']!()).run(acting('policy.save'))
    expect(await mall.db.get('policies', String(first.policyVersion))).toEqual(kept)
  })
})
