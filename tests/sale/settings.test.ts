import { tellPaid } from '../../cloudfunctions/domain/shop/message/message.service'
import { merchant, storefront } from '../support/handlers'
import { MESSAGES, settingsDoc } from '../support/documents'
import { codeOf, DAY_MS, shipByMerchant, startSaleMall, type SaleMall } from '../support/sale'

/** A shop whose settings somebody has broken in the database's console. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
beforeEach(() => void (mall.log.length = 0))
afterAll(() => mall.close())

const write = (changes: object) => mall.db.change('settings', { _id: 'shop' }, changes)
const mend = async () => {
  const { _id, ...settings } = settingsDoc(MESSAGES)
  await write(
    Object.fromEntries(Object.entries(settings).map(([field, value]) => [field, mall.db._.set(value)])),
  )
}
const errors = () =>
  mall.log.filter(({ level }) => level === 'error').map(({ event, fields }) => ({ event, fields }))

test.each<[string, object]>([
  ['freight that is a text', { freightFen: '八元' }],
  ['freight that is no number', { freightFen: NaN }],
  ['a threshold with a point', { freeFreightFromFen: 99.5 }],
  ['rates of 70 %', { 'commission.rates': [5_000, 2_000] }],
  ['a rate that is a text', { 'commission.rates': ['2000'] }],
  ['a time to pay of nothing', { unpaidMinutes: 0 }],
])('[SETTINGS-1] with %s nothing is sold and nothing held, and the shop is open', async (_, changes) => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  await write(changes)
  try {
    expect(await codeOf(mall.place(buyer, product))).toBe('SHOP_SETTINGS')
    expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
    const [field = ''] = Object.keys(changes)
    expect(errors()[0]).toMatchObject({ event: 'settings.wrong' })
    expect(JSON.stringify(errors())).toContain(field.split('.')[0])
    expect(JSON.stringify(errors())).not.toMatch(/八元|2000/)
    expect(await storefront['member.enter'](mall.as(buyer), {})).toMatchObject({ shop: { name: '山野集' } })
    await storefront['catalog.home'](mall.as(buyer))
    await storefront['catalog.product'](mall.as(buyer), { productId: product })
  } finally {
    await mend()
  }
  expect(await codeOf(mall.place(buyer, product))).toBe('ok')
})

test('[LAW-3] without the owner’s signature orders pay two levels, and those placed before the three they remember', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
  const place = async () => mall.order((await mall.place(buyer, product)).orderId)
  const levels = ({ policy, chain, lines }: Awaited<ReturnType<typeof place>>) => [
    policy.rates.length,
    chain.length,
    lines[0]?.ratesBps.length,
  ]
  const before = await place()
  await write({ 'commission.threeLevels': mall.db._.remove() })
  try {
    const after = await place()
    expect(after.policy.rates).toEqual([2_000, 1_000])
    expect(levels(after)).toEqual([2, 2, 2])
    expect(errors()[0]).toMatchObject({
      event: 'settings.wrong',
      fields: { places: ['commission.unsigned'] },
    })
    expect(levels(await mall.order(before._id))).toEqual([3, 3, 3])
    await mall.pay(buyer, before._id)
    await mall.jobs()
    expect((await mall.db.get('commissions', before._id))?.shares).toHaveLength(3)
  } finally {
    await mend()
  }
  expect(levels(await place())).toEqual([3, 3, 3])
})

test('[SETTINGS-1] a deadline that is wrong moves no order, and what was owed follows once it is right', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
  const { orderId } = await mall.place(buyer, product)
  await mall.pay(buyer, orderId)
  await mall.jobs()
  await write({ autoReceiveDays: '10', afterSaleDays: NaN })
  expect(await codeOf(shipByMerchant(mall, orderId))).toBe('SHOP_SETTINGS')
  expect((await mall.order(orderId)).state).toBe('paid')
  await mend()
  await shipByMerchant(mall, orderId)
  await write({ afterSaleDays: 'seven' })
  await mall.jobs([11 * DAY_MS])
  expect((await mall.order(orderId)).state).toBe('shipped')
  await mend()
  await mall.jobs([DAY_MS])
  expect((await mall.order(orderId)).state).toBe('received')
})

test('[MESSAGE-3] a message has the keys that the settings name, and none is sent where they name none', async () => {
  const { messageTemplates } = MESSAGES
  const sent: object[] = []
  const wechat = {
    ...mall.ctx.wechat,
    sendSubscribeMessage: ({ data }: { data: object }) => {
      sent.push(data)
      return Promise.resolve({ kind: 'ok' as const, value: null })
    },
  }
  const payOne = async (messageFields: object) => {
    await write({ messageTemplates, messageFields: mall.db._.set(messageFields) })
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    await tellPaid({ ...mall.ctx, wechat }, await mall.order(orderId))
    return orderId
  }
  const orderId = await payOne({ paid: { order: 'character_string9', amount: 'amount2' } })
  expect(sent).toEqual([{ character_string9: orderId, amount2: expect.stringMatching(/^¥\d+\.\d\d$/) }])
  await payOne({ paid: {}, shipped: { goods: 'thing1' } })
  await payOne({})
  expect(sent).toHaveLength(1)
  await mend()
})

test('[SETTINGS-1] who comes by a share while the policy of binding is wrong comes in, unbound', async () => {
  const [buyer, other] = [await mall.newBuyer(), 'oNewHere']
  const sharer = `${buyer}Up1`
  await mall.db.insert('shares', { _id: 'sharecode1', distributorId: sharer, productId: null, createdAt: 0 })
  await write({ 'binding.validDays': 'a year' })
  const enter = () => storefront['member.enter'](mall.as(other), { scene: 'sharecode1' })
  expect(await enter()).toMatchObject({ landing: {} })
  expect((await mall.db.get('members', other))?.binding).toBeNull()
  await mend()
  await enter()
  expect((await mall.db.get('members', other))?.binding).toMatchObject({ distributorId: sharer })
})

test('[STAFF-1] a document of the staff that is wrong is told by its place, and keeps nobody out of the shop', async () => {
  const openid = 'oStaffByHand'
  await mall.db.insert('staff', { _id: openid, permissions: ['order.read', 'order.everything'] } as never)
  expect(await storefront['member.enter'](mall.as(openid), {})).toMatchObject({
    staffPermissions: ['order.read'],
  })
  const [told] = errors()
  expect(told).toMatchObject({ event: 'staff.wrong', fields: { places: ['name', 'owner', 'permissions.1'] } })
  expect(JSON.stringify(told)).not.toMatch(/oStaffByHand|everything/)
  expect(await merchant['overview.get'](mall.asStaff(openid))).toMatchObject({ staffName: '' })
})
