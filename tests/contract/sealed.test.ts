import type { CallName, InputOf } from '@shared/contract'
import { collections } from '../../cloudfunctions/collected/collections'
import type { CollectionName } from '../../cloudfunctions/platform/collections'
import { sealedIn } from '../../cloudfunctions/platform/personal/reseal'
import { startLocalCloud, type LocalCloud } from '../../local'
import { openidOf } from '../../local/server/phones'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { personal } from '../support/personal'
import { PATIENCE_MS } from '../support/until'
import { loose } from '../local/loose'
import { makeWorld, must } from './world'

/**
 * Somebody buys, applies and sends goods back, through the built functions; then everything that was stored, logged and
 * answered to the staff is read, whatever field it stands in: nothing of it says who that was.
 */

const WHO = 'sealed-newcomer'
const RECEIVER = { name: '欧阳知秋', mobile: '13987654321', detail: '梧桐巷七里 7 号院 3 单元' }
const MOVED = { ...RECEIVER, mobile: '13755512345', detail: '银杏里 12 号' }
const APPLICANT = { realName: '司徒青禾', mobile: '13611112222', channel: '青禾读书会的三个群' }
const PLACE = { province: '浙江省', city: '杭州市', district: '西湖区' }
/** The buyer of `makeWorld`, and somebody of the demo. */
const OTHERS = [
  '13800006207',
  '文三路 199',
  '13812346207',
  '13957120318',
  '13705716207',
  '石青禾',
  '湖墅南路',
]
const TOLD = [RECEIVER, MOVED, APPLICANT].flatMap((one): string[] => Object.values(one))

let cloud: LocalCloud
const log: string[] = []
const answers: string[] = []
const staff = async <N extends CallName>(name: N, input: InputOf<N>) => {
  const answer = await must(cloud.call('merchant', name, input))
  answers.push(JSON.stringify(answer))
  return answer
}
const by = <N extends CallName>(name: N, input: InputOf<N>) => must(cloud.call(WHO, name, input))

let orderIds: string[] = []
beforeAll(async () => {
  cloud = await startLocalCloud({
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    functionsDir: keptFunctions(),
    demo: true,
    instances: 4,
    timers: false,
    onLog: (line) => void log.push(JSON.stringify(line)),
  })
  const world = await makeWorld(cloud)
  await by('storefront/member.enter', {})
  const { addressId } = await by('storefront/member.saveAddress', { ...PLACE, ...RECEIVER })
  const spare = await by('storefront/member.saveAddress', { ...PLACE, ...RECEIVER })
  await by('storefront/member.saveAddress', { ...PLACE, ...MOVED, addressId: spare.addressId })
  orderIds = await Promise.all([addressId, spare.addressId].map((to) => buy(to, world)))
  const [first = '', second = ''] = orderIds
  await staff('merchant/fulfilment.ship', { orderId: first, courier: 'SF', waybill: 'SF1388004219999' })
  await staff('merchant/refund.create', { orderId: second, reason: '买家不想要了' })
  await apply()
  for (const orderId of orderIds) await staff('merchant/fulfilment.get', { orderId })
  for (const tab of ['all', 'unshipped', 'shipped', 'refund'] as const)
    await staff('merchant/fulfilment.list', { tab })
  for (const state of ['pending', 'active', 'refused'] as const)
    await staff('merchant/distributor.list', { state })
  // With the notifications, and what the timer does of what is owed.
  await cloud.runner?.invoke('scheduler', { Type: 'Timer', TriggerName: 'everyMinute' })
  await cloud.settle()
}, 180_000)
afterAll(() => cloud?.close())

async function buy(addressId: string, world: Awaited<ReturnType<typeof makeWorld>>): Promise<string> {
  const lines = [{ productId: world.productId, skuId: world.skuId, quantity: 1 }]
  const { amounts } = await by('storefront/order.quote', { lines, addressId })
  const { orderId } = await by('storefront/order.place', {
    ...{ token: `sealed-${addressId}-0123456789`, lines, addressId },
    expectedPayFen: amounts.payFen,
  })
  const { payParams } = await by('storefront/payment.prepare', { orderId })
  cloud.wechatpay.pay(payParams!, { openid: openidOf(WHO) })
  await by('storefront/payment.sync', { orderId })
  return orderId
}

async function apply(): Promise<void> {
  const { agreement } = await by('distributor/distributor.status', {})
  const application = { nickname: '小鱼', ...APPLICANT, agreementVersion: agreement.version }
  await by('distributor/distributor.apply', application)
  const { items } = await staff('merchant/distributor.list', { state: 'pending' })
  const { distributorId = '' } = items.find(({ nickname }) => nickname === '小鱼') ?? {}
  await staff('merchant/distributor.decide', { distributorId, decision: 'refuse', reason: '资料再补充一点' })
  await by('distributor/distributor.apply', application)
}

/** Every document of a collection. */
async function all(name: CollectionName): Promise<{ _id: string }[]> {
  const found: { _id: string }[] = []
  for (let after = ''; ;) {
    const where = { _id: cloud.db._.gt(after) }
    const page = await loose(cloud.db).find<{ _id: string }>(name, {
      where,
      orderBy: [['_id', 'asc']],
      limit: 500,
    })
    found.push(...page)
    if (page.length < 500) return found
    after = page.at(-1)?._id ?? ''
  }
}

const NAMES = Object.keys(collections) as CollectionName[]
const tellsOf = (texts: readonly string[], text: string) => texts.filter((told) => text.includes(told))

it('[SEAL-9] nothing that is stored says who somebody is, whatever field it stands in', async () => {
  let read = 0
  for (const name of NAMES) {
    for (const document of await all(name)) {
      read += 1
      const told = tellsOf([...TOLD, ...OTHERS], JSON.stringify(document))
      expect({ name, _id: document._id, told }).toEqual({ name, _id: document._id, told: [] })
    }
  }
  expect(read).toBeGreaterThan(300)
})

it('[SEAL-9] every sealed text opens at the place where it stands, in the collections that say so', async () => {
  const holding = new Set<string>()
  const clear: string[] = []
  for (const name of NAMES) {
    for (const document of await all(name)) {
      for (const [at, sealed] of sealedIn(document)) {
        const value = personal.open({ in: name, of: document._id, at }, sealed)
        expect({ name, at, opens: value !== undefined }).toEqual({ name, at, opens: true })
        holding.add(name)
        clear.push(JSON.stringify(value))
      }
    }
  }
  expect([...holding].sort()).toEqual(NAMES.filter((name) => 'personal' in collections[name]).sort())
  // And the search above would have found it.
  expect(tellsOf([...TOLD, ...OTHERS], clear.join())).toEqual([...TOLD, ...OTHERS])
})

it('[SEAL-9] no line of a log and no answer to the staff says it, until somebody asks', async () => {
  expect(log.length).toBeGreaterThan(10)
  expect(answers.length).toBeGreaterThan(8)
  expect(tellsOf([...TOLD, ...OTHERS], log.join())).toEqual([])
  // What is reviewed is the channel.
  expect(tellsOf([...TOLD, ...OTHERS], answers.join())).toEqual([APPLICANT.channel])
  expect(answers.join()).toContain('139****4321')
  const [orderId = ''] = orderIds
  const revealed = await must(cloud.call('merchant', 'merchant/fulfilment.reveal', { orderId }))
  expect(revealed).toEqual({ ...PLACE, ...RECEIVER })
  expect(tellsOf(TOLD, log.join())).toEqual([])
})

it('[SEAL-9] their owner reads all of it', async () => {
  const { items } = await by('storefront/member.addresses', {})
  expect(items.map(({ detail }) => detail).sort()).toEqual([RECEIVER.detail, MOVED.detail].sort())
  const { text } = await by('storefront/privacy.export', {})
  expect(tellsOf(TOLD, text)).toEqual(TOLD)
  expect((await by('storefront/order.get', { orderId: orderIds[0] ?? '' })).address).toEqual({
    ...PLACE,
    ...RECEIVER,
  })
})

it('[REVEAL-4] only who may send an order, or review, is told, and whoever is refused leaves no row', async () => {
  const [orderId = ''] = orderIds
  const { items } = await must(cloud.call('merchant', 'merchant/distributor.list', { state: 'pending' }))
  const { distributorId = '' } = items.find(({ nickname }) => nickname === '小鱼') ?? {}
  const looks = () => cloud.db.count('trail', { kind: 'privacy' })
  const before = await looks()
  for (const who of [WHO, 'distributor', 'stranger']) {
    for (const refused of [
      await cloud.call(who, 'merchant/fulfilment.reveal', { orderId }),
      await cloud.call(who, 'merchant/distributor.reveal', { distributorId }),
    ])
      expect(refused).toMatchObject({ ok: false })
  }
  // 阿青 sends parcels, and reviews nobody.
  expect(await cloud.call('clerk', 'merchant/distributor.reveal', { distributorId })).toMatchObject({
    ok: false,
  })
  await cloud.db.change('staff', { _id: openidOf('clerk') }, { permissions: cloud.db._.set(['order.read']) })
  expect(await cloud.call('clerk', 'merchant/fulfilment.reveal', { orderId })).toMatchObject({ ok: false })
  expect(await looks()).toBe(before)
  const permissions = cloud.db._.set(['order.read', 'order.ship'])
  await cloud.db.change('staff', { _id: openidOf('clerk') }, { permissions })
  expect(await must(cloud.call('clerk', 'merchant/fulfilment.reveal', { orderId }))).toMatchObject(RECEIVER)
  const page = await must(cloud.call('merchant', 'merchant/trail.list', { kind: 'privacy' }))
  // The clock stands: rows of one instant stand in any order.
  const theirs = page.items.filter(({ name }) => name === '阿青')
  expect(theirs).toMatchObject([{ subject: { id: orderId }, changes: [] }])
})
