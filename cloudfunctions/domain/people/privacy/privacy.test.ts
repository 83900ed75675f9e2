import { crashing } from '../../../../tests/support/context'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { distributor, merchant, storefront } from '../../../../tests/support/handlers'
import { loose } from '../../../../tests/local/loose'
import { receiverIn } from '../../../../tests/support/personal'
import { ORDER_YEARS, VISIT_DAYS } from '@shared/rules/retention'
import { accrueCommission } from '../../distribution/commission'
import { loadSettings } from '../../shop/settings'
import { letGo } from './retention.service'

let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

const outcomes = async (work: Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code),
  )
const codeOf = async (work: Promise<unknown>) => (await outcomes([work]))[0]

const texts = (openid: string) => storefront['privacy.texts'](mall.as(openid))
const agree = (openid: string, version = 1) => storefront['privacy.agree'](mall.as(openid), { version })
const exported = async (openid: string) =>
  JSON.parse((await storefront['privacy.export'](mall.as(openid))).text) as Record<string, unknown>
const erase = (openid: string) => storefront['privacy.erase'](mall.as(openid))
const memberOf = (openid: string) => mall.db.get('members', openid)

const legal = {
  version: 3,
  terms: { title: '协议', paragraphs: ['一'] },
  privacy: { title: '隐私', paragraphs: ['二'] },
}

describe('what is agreed to', () => {
  it('[CONSENT-1] version and time of the agreement stand on the member, the first time of each', async () => {
    await mall.member('pat')
    expect(await texts('pat')).not.toHaveProperty('agreed')
    const at = mall.clock.now()
    await Promise.all(Array.from({ length: 10 }, () => agree('pat')))
    mall.clock.advance(1_000)
    await agree('pat')
    expect((await memberOf('pat'))?.consent).toEqual({ version: 1, at })
    expect((await storefront['member.enter'](mall.as('pat'), {})).terms).toEqual({ version: 1, agreed: 1 })

    await mall.db.change('settings', { _id: 'shop' }, { legal: mall.db._.set(legal) })
    expect(await texts('pat')).toMatchObject({ ...legal, agreed: { version: 1, at } })
    expect(await codeOf(agree('pat', 1))).toBe('TERMS_OUTDATED')
    await agree('pat', 3)
    expect((await memberOf('pat'))?.consent).toEqual({ version: 3, at: mall.clock.now() })
  })

  it('[CONSENT-1] somebody who was never here before agrees as well', async () => {
    await agree('new')
    expect((await memberOf('new'))?.consent?.version).toBe(1)
  })

  it('[CONSENT-2] the shop’s own words are shown; without any, or with wrong ones, what the mall really does', async () => {
    const { privacy, terms } = await texts('pat')
    const words = privacy.paragraphs.join('')
    for (const fact of [
      'openid',
      '昵称',
      '手机号',
      '地址',
      '购物车',
      `${VISIT_DAYS} 天`,
      `${ORDER_YEARS} 年`,
    ]) {
      expect(words).toContain(fact)
    }
    expect(words).toContain('山野集')
    expect(terms.paragraphs.length).toBeGreaterThan(3)
    await mall.db.change('settings', { _id: 'shop' }, { legal: mall.db._.set({ version: 'x' } as never) })
    expect((await loadSettings(mall.ctx)).legal).toBeUndefined()
    expect((await texts('pat')).version).toBe(1)
    expect(mall.log.map(({ fields }) => fields['places']).flat()).toContain('legal.version')
  })
})

const address = {
  name: '林知夏',
  mobile: '13812346207',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '文三路 199 号',
  label: '家',
  isDefault: true,
}

/** A member with all that the mall may know of one, below somebody, with an order that is over. */
async function known(openid: string) {
  await mall.distributor('ann')
  await mall.member(openid, ['ann'])
  await storefront['member.saveAddress'](mall.as(openid), address)
  await agree(openid)
  await distributor['distributor.apply'](mall.as(openid), {
    realName: '林知夏',
    mobile: '13812346207',
    channel: '小区团购群',
    agreementVersion: 2,
  })
  const order = await mall.paidOrder(`o-${openid}`, ['ann'], { buyerId: openid })
  await mall.db.change('orders', { _id: order._id }, { state: 'completed' })
}

describe('the own data', () => {
  it('[EXPORT-1] a copy has all that was told, and nothing of anybody else', async () => {
    await known('pat')
    await mall.paidOrder('other', ['ann'], { buyerId: 'bob' })
    const copy = await exported('pat')
    const text = JSON.stringify(copy)
    expect(copy).toMatchObject({
      member: { nickname: '客户pat', addresses: [address], consent: { version: 1 } },
      distributor: { state: 'pending', realName: '林知夏', mobile: '13812346207', channel: '小区团购群' },
      orders: [{ orderId: 'o-pat', state: 'completed', payFen: 13_600, address: { name: '林小满' } }],
    })
    for (const foreign of ['"ann"', '推广员ann', 'bob', 'other', 'rateBps', 'costFen'])
      expect(text).not.toContain(foreign)
  })

  it('[ERASE-1] what is under way has to end first', async () => {
    await known('pat')
    for (const state of ['pending_payment', 'paid', 'shipped', 'received'] as const) {
      await mall.db.change('orders', { _id: 'o-pat' }, { state })
      expect(await codeOf(erase('pat'))).toBe('ERASE_ORDERS')
    }
    expect(await codeOf(erase('ann'))).toBe('ERASE_DISTRIBUTOR')
    await distributor['distributor.leave'](mall.as('ann'))
    const account = { _id: 'ann', availableFen: 1, withdrawingFen: 0, paidFen: 0, debtFen: 0 }
    await mall.db.insert('accounts', account)
    expect(await codeOf(erase('ann'))).toBe('ERASE_DISTRIBUTOR')
    expect((await memberOf('pat'))?.addressCount).toBe(1)
  })

  it('[ERASE-1] takes away what was stored before it was sealed as well', async () => {
    await known('pat')
    const clear = { realName: '林知夏', mobile: '13812346207', channel: '小区团购群' }
    const old = { ...clear, applicant: mall.db._.remove() }
    await loose(mall.db).change('distributors', { _id: 'pat' }, old)
    expect(await exported('pat')).toMatchObject({ distributor: clear })
    await erase('pat')
    expect(await exported('pat')).toMatchObject({ distributor: { realName: '', mobile: '', channel: '' } })
    expect(JSON.stringify(await mall.db.get('distributors', 'pat'))).not.toMatch(/林知夏|1381234|小区/)
  })

  it('[ERASE-1] takes away what was told, twice is once, and the order stays for the books', async () => {
    await known('pat')
    await mall.db.insert('carts', { _id: 'pat', items: {}, lines: 0 })
    expect(await outcomes(Array.from({ length: 5 }, () => erase('pat')))).toEqual(Array(5).fill('ok'))
    expect(await memberOf('pat')).toMatchObject({
      nickname: '微信用户',
      addresses: {},
      addressCount: 0,
      binding: null,
      boundTo: null,
      bindingHistory: [],
      erasedAt: mall.clock.now(),
    })
    expect(await memberOf('pat')).not.toHaveProperty('consent')
    expect(await mall.db.get('carts', 'pat')).toBeNull()
    const left = await mall.db.get('distributors', 'pat')
    expect(left?.state).toBe('left')
    expect(left).not.toHaveProperty('applicant')
    expect((await merchant['distributor.list'](mall.asStaff(), { state: 'pending' })).items).toEqual([])
    expect(receiverIn(await mall.db.get('orders', 'o-pat'))?.name).toBe('林小满')
    const copy = JSON.stringify(await exported('pat'))
    for (const told of ['林知夏', '文三路', '13812346207', '小区团购群']) expect(copy).not.toContain(told)
  })
})

it('[ERASE-2] a process that dies anywhere leaves no application that is withdrawn and still tells what was told', async () => {
  for (let at = 1; ; at++) {
    await mall.fresh()
    await known('pat')
    const dying = crashing(mall.as('pat'), at)
    const [told] = await outcomes([storefront['privacy.erase'](dying)])
    const found = await mall.db.get('distributors', 'pat')
    const isTold = found?.applicant !== undefined
    expect({ at, state: found?.state, isTold }).toEqual({
      at,
      state: isTold ? 'pending' : 'left',
      isTold,
    })
    if (told === 'ok') break
    await erase('pat')
    const left = await mall.db.get('distributors', 'pat')
    expect(left).toMatchObject({ state: 'left' })
    for (const told of ['applicant', 'realName', 'mobile', 'channel']) expect(left).not.toHaveProperty(told)
  }
})

describe('the timer', () => {
  const DAY_MS = 86_400_000
  const visit = (day: string) => ({
    _id: `v${day}`,
    shareCode: 'share00001',
    distributorId: 'ann',
    productId: null,
    visitorId: 'pat',
    day,
    at: 0,
  })

  it('[RETAIN-1] lets go of what was stored before it was sealed as well', async () => {
    const order = await mall.paidOrder('clear', [])
    const address = { province: '浙江省', city: '杭州市', district: '西湖区' }
    const inClear = { ...address, name: '林小满', mobile: '13812345678', detail: '文三路 199 号' }
    await loose(mall.db).change('orders', { _id: order._id }, { address: mall.db._.set(inClear) })
    mall.clock.set(mall.clock.now() + ORDER_YEARS * 366 * DAY_MS + 1)
    expect(await letGo(mall.ctx)).toMatchObject({ orders: 1 })
    expect(await letGo(mall.ctx)).toMatchObject({ orders: 0 })
    expect((await mall.db.get('orders', 'clear'))?.address).toEqual(address)
  })

  it('[RETAIN-1] lets go of the address of an order whose buyer has no name, and once of an empty one of before', async () => {
    const { address } = await mall.paidOrder('nameless', [])
    const { receiver, ...place } = address
    expect(receiver).toBeTruthy()
    await mall.paidOrder('blank', [])
    const blank = { ...place, name: '', mobile: '', detail: '' }
    await loose(mall.db).change('orders', { _id: 'blank' }, { address: mall.db._.set(blank) })
    for (const _id of ['nameless', 'blank']) await mall.db.change('orders', { _id }, { buyerName: '' })
    mall.clock.set(mall.clock.now() + ORDER_YEARS * 366 * DAY_MS + 1)
    expect(await letGo(mall.ctx)).toMatchObject({ orders: 2 })
    expect(await letGo(mall.ctx)).toMatchObject({ orders: 0 })
    for (const id of ['nameless', 'blank']) expect((await mall.db.get('orders', id))?.address).toEqual(place)
  })

  it('[RETAIN-1] lets go of visits after 90 days and of names in orders after their term, and the books balance', async () => {
    await mall.distributor('ann')
    const order = await mall.paidOrder('old', ['ann'])
    await accrueCommission(mall.ctx, order)
    const placed = mall.clock.now()
    for (const day of ['2026-08-22', '2026-08-23', '2026-11-21']) await mall.db.insert('visits', visit(day))
    expect(await letGo(mall.ctx)).toEqual({ visits: 1, orders: 0, commissions: 0 })
    expect(await mall.db.count('visits', {})).toBe(2)

    mall.clock.set(placed + ORDER_YEARS * 366 * DAY_MS)
    await letGo(mall.ctx)
    expect(receiverIn(await mall.db.get('orders', 'old'))?.name).toBe('林小满')
    const young = await mall.paidOrder('young', [])
    mall.clock.advance(1)
    expect(await letGo(mall.ctx)).toEqual({ visits: 0, orders: 1, commissions: 1 })
    expect(await letGo(mall.ctx)).toEqual({ visits: 0, orders: 0, commissions: 0 })
    const blank = await mall.db.get('orders', 'old')
    expect(JSON.stringify(blank)).not.toMatch(/林小满|13812345678/)
    expect(blank).toMatchObject({ payFen: order.payFen, lines: order.lines, chain: order.chain })
    expect(JSON.stringify(await mall.commission('old'))).not.toContain('林小满')
    expect(receiverIn(await mall.db.get('orders', young._id))?.name).toBe('林小满')
    expect(await mall.books()).toEqual([])
  })
})
