import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS, startOfDay } from '../../shared/business-day'
import { checkBooks } from '../../cloudfunctions/domain/money/audit'
import { readDistributorCaller } from '../../cloudfunctions/domain/distribution/distributor'
import { runSettlement } from '../../cloudfunctions/domain/money/settlement'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { permissionsOf } from '../../cloudfunctions/domain/people/staff'
import { distributor, merchant, storefront } from '../../tests/support/handlers'
import { startTestMall, type TestMall } from '../../tests/support/context'
import { everything } from '../../tests/faults/invariants/books'
import { openidOf } from '../server/phones'
import { castMember, RETURNER } from './cast'
import { seedDemo } from './seed'

/** The shop that `npm start` shows. */

jest.setTimeout(240_000)

const DAYS = 90

let mall: TestMall
let orders: OrderDoc[]

beforeAll(async () => {
  mall = await startTestMall()
  await seedDemo(mall, { profile: { size: 'full', levels: 1 } })
  orders = await everything(mall.db, 'orders')
})
afterAll(() => mall.close())

const listedProducts = async () => (await everything(mall.db, 'products')).filter(({ listed }) => listed)
const paid = (found: readonly OrderDoc[]) => found.filter(({ paidAt }) => paidAt !== undefined)
const sum = (amounts: readonly number[]) => amounts.reduce((total, fen) => total + fen, 0)
const turnover = (found: readonly OrderDoc[]) => sum(found.map(({ payFen }) => payFen))

/** What was placed in one of the three months of the history, the latest first. */
function monthOf(index: number): OrderDoc[] {
  const end = mall.clock.now() - index * 30 * DAY_MS
  return orders.filter(({ placedAt }) => placedAt < end && placedAt >= end - 30 * DAY_MS)
}
const MONTHS = [0, 1, 2]

describe('the demo shop that is shown', () => {
  it('sells about 60 products in balanced categories, with pictures that are there and small', async () => {
    const products = await listedProducts()
    expect(products.length).toBeGreaterThanOrEqual(54)
    expect(products.length).toBeLessThanOrEqual(66)
    const settings = await mall.db.get('settings', 'shop')
    const own = (settings?.categories ?? []).filter(({ categoryId }) => categoryId !== 'all')
    expect(own).toHaveLength(9)
    for (const { categoryId, name } of own) {
      const count = products.filter((product) => product.categoryId === categoryId).length
      expect([name, count >= 3, count <= 12]).toEqual([name, true, true])
    }
    const pictures = new Set(products.flatMap((product) => product.pictures))
    for (const picture of pictures) {
      const file = join(__dirname, picture)
      expect([picture, existsSync(file)]).toEqual([picture, true])
      expect(statSync(file).size).toBeLessThan(32_000)
    }
    expect(products.filter((product) => product.pictures.length >= 2).length).toBeGreaterThan(50)
    const leads = products.map((product) => product.pictures[0])
    expect(new Set(leads).size).toBe(leads.length)
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length)
  })

  it('asks prices above what goods cost, and strikes through higher ones only', async () => {
    const products = await everything(mall.db, 'products')
    for (const { name, skus } of products) {
      for (const { priceFen, costFen, listPriceFen } of skus) {
        const margin = (priceFen - costFen) / priceFen
        expect([name, margin >= 0.25, margin <= 0.56]).toEqual([name, true, true])
        expect([name, listPriceFen === 0 || listPriceFen > priceFen]).toEqual([name, true])
      }
    }
    expect(products.filter(({ listed }) => !listed)).not.toHaveLength(0)
  })

  it('has sold for 90 days, every day, of what was there', async () => {
    const today = startOfDay(mall.clock.now())
    const created = new Map(
      (await everything(mall.db, 'products')).map((product) => [product._id, product.createdAt]),
    )
    for (let day = 0; day < DAYS; day++) {
      const from = today - day * DAY_MS
      const ofDay = paid(orders).filter(({ placedAt }) => placedAt >= from && placedAt < from + DAY_MS)
      expect([day, ofDay.length >= 2, ofDay.length <= 25]).toEqual([day, true, true])
    }
    for (const { placedAt, lines } of orders) {
      expect(lines.every(({ productId }) => (created.get(productId) ?? Infinity) < placedAt)).toBe(true)
    }
    for (const state of ['paid', 'shipped', 'received', 'completed', 'closed'] as const) {
      expect(orders.some((order) => order.state === state)).toBe(true)
    }
  })

  it('is recommended to a third: 20 to 40 % of each month’s turnover', () => {
    for (const month of MONTHS) {
      const all = paid(monthOf(month))
      const share = turnover(all.filter(({ chainIds }) => chainIds.length > 0)) / turnover(all)
      expect(share).toBeGreaterThan(0.2)
      expect(share).toBeLessThan(0.4)
    }
  })

  it('sells to 2 to 6 % of the month’s visitors, as its pages say', async () => {
    const visits = await everything(mall.db, 'visits')
    const since = mall.clock.now() - 30 * DAY_MS
    const month = visits.filter(({ at }) => at >= since)
    const rate =
      paid(monthOf(0)).length / new Set(month.map(({ visitorId, day }) => `${visitorId} ${day}`)).size
    expect(rate).toBeGreaterThan(0.02)
    expect(rate).toBeLessThan(0.06)
    const { funnel } = await distributor['centre.get'](
      await readDistributorCaller(mall.as(openidOf('distributor'))),
    )
    expect(funnel.paid / funnel.visitors).toBeGreaterThan(0.02)
    expect(funnel.paid / funnel.visitors).toBeLessThan(0.06)
    expect(funnel.placed).toBeGreaterThan(funnel.paid)
    const { trend, yesterday } = await merchant['overview.get'](mall.asStaff(openidOf('merchant')))
    expect(trend.filter(({ salesFen }) => salesFen === 0)).toEqual([])
    expect(yesterday.orders / yesterday.visitors).toBeLessThan(0.1)
  })

  it('gives 1 to 5 % back, and its books are right with nothing left to settle', async () => {
    const back = sum(
      orders.flatMap(({ refunds }) => Object.values(refunds).map(({ amountFen }) => amountFen)),
    )
    expect(back / turnover(paid(orders))).toBeGreaterThan(0.01)
    expect(back / turnover(paid(orders))).toBeLessThan(0.05)
    const commissions = await everything(mall.db, 'commissions')
    const stages = new Set(
      commissions.flatMap(({ reversals }) => Object.values(reversals).map(({ stage }) => stage)),
    )
    expect(stages).toEqual(new Set(['pending', 'settled']))
    expect(await checkBooks(mall.ctx)).toEqual([])
    expect(await runSettlement(mall.ctx)).toMatchObject({ claimed: 0, posted: 0, failed: 0 })
  })

  it('pays one level', () => {
    expect(new Set(orders.map(({ chain }) => chain.length))).toEqual(new Set([0, 1]))
  })

  it('has staff with different rights', async () => {
    const staff = await everything(mall.db, 'staff')
    expect(staff).toHaveLength(6)
    const rights = staff.map((one) => permissionsOf(one))
    expect(new Set(rights.map((permissions) => permissions.join(' '))).size).toBe(6)
    // Nothing is granted that is none.
    for (const [i, { owner, permissions }] of staff.entries()) {
      if (!owner) expect(rights[i]).toHaveLength(permissions.length)
    }
  })

  it('knows people with stories', async () => {
    const of = (name: string) => paid(orders.filter(({ buyerId }) => buyerId === castMember(name).openid))
    const returned = of(RETURNER).filter(({ refunded }) => refunded)
    expect(returned.length).toBeGreaterThanOrEqual(3)
    expect(returned.length / of(RETURNER).length).toBeGreaterThan(0.4)

    const now = mall.clock.now()
    for (const name of ['施然', '张弛']) {
      expect(of(name).length).toBeGreaterThan(0)
      expect(of(name).every(({ placedAt }) => placedAt < now - 60 * DAY_MS)).toBe(true)
    }
    expect(of('秋雨')).toEqual([])

    const ring = ['郝顺', '郝利', '郝成'].flatMap(of)
    expect(ring).toHaveLength(5)
    expect(new Set(ring.map(({ chainIds }) => chainIds.join()))).toEqual(new Set([openidOf('apan')]))
    expect(ring.every(({ paidAt = 0, receivedAt = 0 }) => receivedAt - paidAt < 20 * 3_600_000)).toBe(true)

    // All that she ever earned went back after it had been settled.
    expect(await mall.db.get('accounts', openidOf('shiliu'))).toMatchObject({ availableFen: 0, debtFen: 0 })
    const { items } = await storefront['catalog.list'](mall.as(''), { sort: 'default', categoryId: 'tea' })
    expect(items.length).toBeGreaterThanOrEqual(5)
  })

  it('has reconciled as the mall itself would', async () => {
    const days = await everything(mall.db, 'reconciliations')
    expect(days.length).toBeGreaterThanOrEqual(DAYS - 2)
    expect(days.every(({ state }) => state === 'done')).toBe(true)
  })

  it('goes on by the shop’s own services', async () => {
    mall.clock.advance(3 * DAY_MS)
    expect((await runSettlement(mall.ctx)).claimed).toBeGreaterThan(0)
    expect(await checkBooks(mall.ctx)).toEqual([])
  })

  it('pays three levels in the profile for showing', async () => {
    mall.reset()
    await seedDemo(mall, { profile: { size: 'full', levels: 3 } })
    const shown = paid(await everything(mall.db, 'orders'))
    expect(new Set(shown.map(({ chain }) => chain.length))).toEqual(new Set([0, 1, 2, 3]))
    expect((await mall.db.get('settings', 'shop'))?.commission.threeLevels?.name).toBe('沈禾')
    expect(await checkBooks(mall.ctx)).toEqual([])
  })
})
