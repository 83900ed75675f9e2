import fc from 'fast-check'
import { distributor, merchant, storefront } from '../support/handlers'
import { crashing } from '../support/context'
import { codeOf, startSaleMall, type SaleMall } from '../support/sale'
import { readDistributorCaller } from '../../cloudfunctions/domain/distribution/distributor'
import { newMember } from '../../cloudfunctions/domain/people/member'
import { NAMELESS } from '@shared/words/nameless'

/** Names: where they are shown, and what somebody needs one for. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const rename = (openid: string, nickname: string) =>
  storefront['member.updateProfile'](mall.as(openid), { nickname })

let people = 0
const newcomer = async (nickname = NAMELESS): Promise<string> => {
  const openid = `oNamed${(people += 1)}`
  await mall.db.insert('members', newMember(openid, mall.clock.now(), nickname))
  return openid
}
const form = {
  realName: '陈阿拾',
  mobile: '13800006207',
  channel: '朋友圈和社群',
  agreementVersion: 1,
}
const apply = (openid: string, changes: { nickname?: string; token?: string } = {}, ctx = mall.as(openid)) =>
  distributor['distributor.apply'](ctx, { ...form, ...changes })
const listed = async (state: 'pending' | 'active', openid: string) => {
  const id = (await mall.db.get('distributors', openid))?.distributorId
  const { items } = await merchant['distributor.list'](mall.asStaff(), { state })
  return items.find(({ distributorId }) => distributorId === id)
}
const decide = async (openid: string) =>
  merchant['distributor.decide'](mall.asStaff(), {
    distributorId: (await mall.db.get('distributors', openid))?.distributorId ?? '',
    decision: 'approve',
  })

/** Everywhere that a distributor's name is shown, as pages ask for it. */
async function shownNames(openid: string, buyer: string, below: string, orderId: string): Promise<string[]> {
  const door = await readDistributorCaller(mall.as(openid))
  const centre = await distributor['centre.get'](door)
  const share = await distributor['sharing.create'](door, {})
  const entered = await storefront['member.enter'](mall.as(buyer), {})
  const byShare = await storefront['member.enter'](mall.as(buyer), { scene: share.code })
  const order = await merchant['fulfilment.get'](mall.asStaff(), { orderId })
  return [
    (await storefront['member.enter'](mall.as(openid), {})).nickname,
    centre.nickname,
    centre.storeName.replace('的山野集', ''),
    share.sharerName,
    entered.recommendedBy ?? '',
    byShare.recommendedBy ?? '',
    (await listed('active', openid))?.nickname ?? '',
    (await listed('pending', below))?.recommendedBy ?? '',
    order.commissions[0]?.name ?? '',
  ]
}

async function situation() {
  const buyer = await mall.newBuyer()
  const [openid = ''] = (await mall.db.get('members', buyer))?.binding?.path ?? []
  await mall.db.insert('members', newMember(openid, mall.clock.now(), '阿拾'))
  await mall.db.change('distributors', { _id: openid }, { appliedAt: mall.clock.now() })
  await mall.db.insert('shares', {
    _id: `c${openid.slice(-9)}`,
    distributorId: openid,
    productId: null,
    createdAt: 0,
  })
  await apply(buyer, { nickname: '小满' })
  const { orderId } = await mall.place(buyer, await mall.newProduct(1))
  await mall.pay(buyer, orderId)
  await mall.jobs()
  return { buyer, openid, orderId, shown: () => shownNames(openid, buyer, buyer, orderId) }
}

test('[NAME-1] a new name is shown everywhere from then on, by one update', async () => {
  const { openid, shown } = await situation()
  expect(await shown()).toEqual(Array(9).fill('阿拾'))
  const { trips } = await mall.tripsOf(() => rename(openid, '👨‍👩‍👧‍👦拾'))
  expect(trips).toHaveLength(1)
  expect(await shown()).toEqual(Array(9).fill('👨‍👩‍👧‍👦拾'))
})

test('[NAME-1] of 20 new names at once one is left, the same everywhere', async () => {
  const { openid, shown } = await situation()
  const names = Array.from({ length: 20 }, (_, i) => `阿拾${i}`)
  await Promise.all(names.map((name) => rename(openid, name)))
  const found = new Set(await shown())
  expect(found.size).toBe(1)
  expect(names).toContain([...found][0])
})

test('[NAME-1] a renaming that dies anywhere leaves one name everywhere', async () => {
  const { openid, shown } = await situation()
  for (const when of ['before', 'after'] as const) {
    const name = `阿拾${when}`
    const ctx = { ...crashing(mall.ctx, 1, when), openid }
    await expect(storefront['member.updateProfile'](ctx, { nickname: name })).rejects.toThrow('operation 1')
    expect(await shown()).toEqual(Array(9).fill(when === 'after' ? name : '阿拾'))
  }
})

test('[NAME-3] an order, and the commission on it, keep the buyer’s name of their time', async () => {
  const { buyer, openid, orderId } = await situation()
  await rename(buyer, '大暑')
  const names = async () => {
    const door = await readDistributorCaller(mall.as(openid))
    const { items } = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'unshipped' })
    return [
      items.find((order) => order.orderId === orderId)?.buyerName,
      (await merchant['fulfilment.get'](mall.asStaff(), { orderId })).buyerName,
      (await distributor['commission.list'](door, { state: 'all' })).items[0]?.buyerName,
      (await distributor['binding.customers'](door, {})).items[0]?.name,
    ]
  }
  expect(await names()).toEqual(['小满', '小满', '小**', '大**'])
})

test.each([NAMELESS, ' 微信用户', '微信 用户', undefined])(
  '[NAME-2] nobody becomes a distributor as %j, and nothing is kept of the try',
  async (nickname) => {
    const openid = await newcomer()
    expect(await codeOf(apply(openid, nickname === undefined ? {} : { nickname }))).toBe('NICKNAME_NEEDED')
    expect(await codeOf(apply(`${openid}-unknown`))).toBe('NICKNAME_NEEDED')
    expect(await mall.db.get('distributors', openid)).toBeNull()
    expect((await mall.db.get('members', openid))?.nickname).toBe(NAMELESS)
  },
)

test('[NAME-2] the name comes with the application, or was there before', async () => {
  const [nameless, named, unknown] = [await newcomer(), await newcomer('阿拾'), 'oNeverHere']
  await apply(nameless, { nickname: '小满' })
  await apply(named)
  await apply(unknown, { nickname: '大寒' })
  expect((await listed('pending', nameless))?.nickname).toBe('小满')
  expect((await listed('pending', named))?.nickname).toBe('阿拾')
  expect((await listed('pending', unknown))?.nickname).toBe('大寒')
})

test('[NAME-2] applying that dies at any operation leaves no application without a name', async () => {
  let dead = 0
  for (let operation = 1; operation <= 7; operation++) {
    for (const when of ['before', 'after'] as const) {
      const openid = await newcomer()
      const token = `token-of-${openid}-0123456789`
      const sent = { nickname: '小满', token }
      const ctx = { ...crashing(mall.ctx, operation, when), openid }
      dead += await apply(openid, sent, ctx).then(
        () => 0,
        () => 1,
      )
      const applied = await mall.db.get('distributors', openid)
      const { nickname } = (await mall.db.get('members', openid)) ?? {}
      expect({ operation, when, nameless: applied !== null && nickname === NAMELESS }).toEqual({
        operation,
        when,
        nameless: false,
      })
      await apply(openid, sent)
      expect((await listed('pending', openid))?.nickname).toBe('小满')
    }
  }
  expect(dead).toBeGreaterThan(8)
})

test('[NAME-2] the same application once more brings no old name back', async () => {
  const openid = await newcomer()
  const sent = { nickname: '小满', token: 'token-of-a-name-0123456789' }
  await apply(openid, sent)
  await rename(openid, '大暑')
  await apply(openid, sent)
  await decide(openid)
  await apply(openid, sent)
  expect((await listed('active', openid))?.nickname).toBe('大暑')
})

test('[NAME-2] whatever is written as a name, who applies is called by something that can be seen', async () => {
  const openid = await newcomer()
  const parts = [
    '茶',
    'a',
    '👨‍👩‍👧‍👦',
    '🇨🇳',
    'e\u0301\u0327\u0330',
    'نص',
    ' ',
    '\u200b',
    '\u202e',
    '\ud83d',
    '\u3164',
  ]
  const names = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join(''))
  let [taken, refused] = [0, 0]
  const { contract } = await import('@shared/contract')
  fc.assert(
    fc.property(names, (nickname) => {
      const parsed = contract.storefront['member.updateProfile'].input.safeParse({ nickname })
      if (!parsed.success) return void (refused += 1)
      taken += 1
      expect(parsed.data.nickname).toMatch(/[茶a]|👨‍👩‍👧‍👦|🇨🇳|e\u0301|نص/u)
      // It throws for half of a character.
      expect(() => encodeURIComponent(parsed.data.nickname)).not.toThrow()
      expect(parsed.data.nickname).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
    }),
    { numRuns: 500 },
  )
  expect(Math.min(taken, refused)).toBeGreaterThan(20)
  await rename(openid, '👨‍👩‍👧‍👦')
  await apply(openid)
  expect((await listed('pending', openid))?.nickname).toBe('👨‍👩‍👧‍👦')
})
