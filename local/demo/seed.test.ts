import { storefront } from '../../tests/support/handlers'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../../shared/contract'
import { startOfDay } from '../../shared/business-day'
import { foldStock } from '../../cloudfunctions/domain/goods/catalog'
import { sweepOrphanHolds } from '../../cloudfunctions/domain/goods/inventory'
import { readStaff } from '../../cloudfunctions/domain/people/staff'
import { checkBooks } from '../../cloudfunctions/domain/money/audit'
import { runSettlement } from '../../cloudfunctions/domain/money/settlement'
import { startTestMall, type TestMall } from '../../tests/support/context'
import { openidOf } from '../server/phones'
import { seedDemo } from './seed'

const DAY_MS = 86_400_000

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
afterAll(() => mall.close())

describe('the small demo shop', () => {
  it('is put in within 20 trips', async () => {
    const { trips } = await mall.tripsOf(() => seedDemo(mall))
    expect(trips.length).toBeLessThanOrEqual(20)
  })

  it('has books that are right, with nothing left to settle, fold or sweep', async () => {
    expect(await checkBooks(mall.ctx)).toEqual([])
    expect(await runSettlement(mall.ctx)).toMatchObject({ claimed: 0, posted: 0, failed: 0 })
    expect(await foldStock(mall.ctx)).toBe(0)
    expect(await sweepOrphanHolds(mall.ctx, 1)).toBe(0)
  })

  it('has orders in every stage, some of today, and money for each distributor', async () => {
    const orders = await mall.db.find('orders', { where: {}, limit: 1_000 })
    const inState = (wanted: string) => orders.filter(({ state }) => state === wanted)
    for (const state of ['paid', 'shipped', 'received', 'completed', 'closed'] as const) {
      expect(inState(state).length).toBeGreaterThan(0)
    }
    const today = orders.filter(({ placedAt }) => placedAt >= startOfDay(mall.clock.now()))
    expect(today.length).toBeGreaterThan(1)
    expect(orders.every(({ placedAt }) => placedAt < mall.clock.now())).toBe(true)
    for (const who of ['distributor', 'uncle', 'aunt']) {
      const account = await mall.db.get('accounts', openidOf(who))
      expect(account?.availableFen).toBeGreaterThan(10_000)
    }
    const waiting = orders.filter(({ state, chainIds }) => state !== 'completed' && chainIds.length > 0)
    expect(waiting.length).toBeGreaterThan(5)
  })

  it('shows a home page whose pictures are there and whose answer fits the contract', async () => {
    const home = contract.storefront['catalog.home'].output.parse(
      await storefront['catalog.home'](mall.as('')),
    )
    const cards = home.sections.flatMap((section) => section.products)
    expect(cards).toHaveLength(12)
    expect(cards.filter((card) => card.soldOut).map((card) => card.name)).toEqual(['和田灰枣'])
    const icons = home.categories.flatMap(({ icon }) => (icon.includes('/') ? [{ picture: icon }] : []))
    expect(icons).toHaveLength(8)
    for (const { picture } of [...home.banners, ...cards, ...icons]) {
      expect(existsSync(join(__dirname, picture))).toBe(true)
    }
    for (const { categoryId, name } of home.categories) {
      const { items } = await storefront['catalog.list'](mall.as(''), { sort: 'default', categoryId })
      expect([name, items.length > 0]).toEqual([name, true])
    }
    for (const { productId } of cards) {
      const detail = await storefront['catalog.product'](mall.as(''), { productId })
      expect(contract.storefront['catalog.product'].output.parse(detail)).toEqual(detail)
    }
  })

  it('knows its people', async () => {
    const enter = (who: string) => storefront['member.enter'](mall.as(openidOf(who)), {})
    expect(await enter('buyer')).toMatchObject({ nickname: '林知夏', distributorState: 'none' })
    expect(await enter('buyer')).not.toHaveProperty('recommendedBy')
    expect(await enter('distributor')).toMatchObject({ nickname: '阿拾', distributorState: 'active' })
    expect((await enter('merchant')).staffPermissions).toHaveLength(10)
    await readStaff(mall.as(openidOf('merchant')), 'staff:policy.write')
    const { items } = await storefront['member.addresses'](mall.as(openidOf('buyer')))
    expect(items).toMatchObject([{ city: '杭州市', detail: '文三路 199 号 7 幢 1202', isDefault: true }])
    expect(await mall.db.count('distributors', { state: 'pending' })).toBe(2)
  })

  it('goes on by the shop’s own services', async () => {
    mall.clock.advance(3 * DAY_MS)
    expect((await runSettlement(mall.ctx)).claimed).toBeGreaterThan(0)
    expect(await checkBooks(mall.ctx)).toEqual([])
  })
})
