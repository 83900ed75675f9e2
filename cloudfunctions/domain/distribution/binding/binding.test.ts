import { distributorDoc } from '../../../../tests/support/documents'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import type { BindingPolicy } from '@shared/contract/policy/schema'
import { DEFAULT_BINDING_POLICY } from '@shared/contract/policy/schema'
import type { MemberDoc } from '../../people/member'
import { readCheckout } from '../../sale/checkout'
import { chainFor } from './chain.rules'
import { enterWithScene, recommendedByOf } from './binding.service'

const DAY_MS = 86_400_000
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

/** A distributor's share of a product, under the code `share<openid>`. */
const share = (openid: string, productId: string | null = 'tea') =>
  mall.db.insert('shares', {
    _id: `share${openid}`,
    distributorId: openid,
    productId,
    createdAt: mall.clock.now(),
  })

const reload = async (openid: string): Promise<MemberDoc> => {
  const found = await mall.db.get('members', openid)
  if (!found) throw new Error(`no member ${openid}`)
  return found
}

async function open(openid: string, code: string, binding: BindingPolicy = DEFAULT_BINDING_POLICY) {
  const member = await reload(openid)
  return enterWithScene(
    mall.ctx,
    {
      openid,
      binding: member.binding,
      nickname: member.nickname,
      isDistributor: (await mall.db.count('distributors', { _id: openid })) > 0,
    },
    code,
    {
      binding,
    },
  )
}

describe('enterWithScene', () => {
  it('binds a newcomer, counts the visit and says what the share points to', async () => {
    await mall.distributor('ann', ['bob', 'eve'])
    await share('ann')
    await mall.member('buyer')
    const { result, trips } = await mall.tripsOf(async () => {
      const { binding, nickname } = await reload('buyer')
      return enterWithScene(
        mall.ctx,
        { openid: 'buyer', binding, nickname, isDistributor: false },
        'shareann',
        {
          binding: DEFAULT_BINDING_POLICY,
        },
      )
    })
    expect(result).toEqual({ landing: { productId: 'tea' }, recommendedBy: '推广员ann' })
    expect(trips.length - 1).toBeLessThanOrEqual(3)
    const now = mall.clock.now()
    const binding = {
      distributorId: 'ann',
      path: ['ann', 'bob', 'eve'],
      shareCode: 'shareann',
      boundAt: now,
      expiresAt: now + 365 * DAY_MS,
      protectedUntil: now + 30 * DAY_MS,
    }
    expect(await reload('buyer')).toMatchObject({
      binding,
      boundTo: 'ann',
      bindingHistory: [{ ...binding, reason: 'bound' }],
    })
    expect(await mall.db.count('visits', { distributorId: 'ann', visitorId: 'buyer' })).toBe(1)
  })

  it('knows no landing for an unknown code, and changes nothing', async () => {
    await mall.member('buyer')
    expect(await open('buyer', 'nothing000')).toEqual({ landing: undefined, recommendedBy: undefined })
    expect((await reload('buyer')).binding).toBeNull()
  })

  it('counts a visitor once a day', async () => {
    await mall.distributor('ann')
    await share('ann', null)
    await mall.member('buyer')
    expect((await open('buyer', 'shareann')).landing).toEqual({})
    await open('buyer', 'shareann')
    expect(await mall.db.count('visits', {})).toBe(1)
    mall.clock.advance(DAY_MS)
    await open('buyer', 'shareann')
    expect(await mall.db.count('visits', {})).toBe(2)
  })

  it('[BIND-2] the first link wins until it expires, and the history keeps both', async () => {
    await mall.distributor('ann')
    await mall.distributor('bob')
    await share('ann')
    await share('bob')
    await mall.member('buyer')
    await open('buyer', 'shareann')
    mall.clock.advance(364 * DAY_MS)
    expect((await open('buyer', 'sharebob')).recommendedBy).toBe('推广员ann')
    mall.clock.advance(DAY_MS)
    expect((await open('buyer', 'sharebob')).recommendedBy).toBe('推广员bob')
    const { bindingHistory, boundTo } = await reload('buyer')
    expect(boundTo).toBe('bob')
    expect(bindingHistory.map(({ distributorId, reason }) => [distributorId, reason])).toEqual([
      ['ann', 'bound'],
      ['bob', 'rebound'],
    ])
  })

  it('[BIND-2] when the last link wins it takes over only after the protection', async () => {
    const last: BindingPolicy = { ...DEFAULT_BINDING_POLICY, mode: 'last' }
    await mall.distributor('ann')
    await mall.distributor('bob')
    await share('ann')
    await share('bob')
    await mall.member('buyer')
    await open('buyer', 'shareann', last)
    mall.clock.advance(30 * DAY_MS - 1)
    await open('buyer', 'sharebob', last)
    expect((await reload('buyer')).boundTo).toBe('ann')
    mall.clock.advance(1)
    await open('buyer', 'sharebob', last)
    expect(await reload('buyer')).toMatchObject({
      boundTo: 'bob',
      bindingHistory: [{ reason: 'bound' }, { reason: 'taken_over' }],
    })
  })

  it.each(['first', 'last'] as const)(
    '[BIND-8] a suspended distributor keeps no customer from another one: the %s link wins',
    async (mode) => {
      const policy: BindingPolicy = { ...DEFAULT_BINDING_POLICY, mode }
      await mall.distributor('ann')
      await mall.distributor('bob')
      await share('ann')
      await share('bob')
      await mall.member('buyer')
      await open('buyer', 'shareann', policy)
      await open('buyer', 'sharebob', policy)
      expect((await reload('buyer')).boundTo).toBe('ann')
      await mall.db.change('distributors', { _id: 'ann' }, { state: 'suspended' })
      // Nothing changes by itself, and the own link of the suspended one binds nobody anew.
      await open('buyer', 'shareann', policy)
      expect((await reload('buyer')).bindingHistory).toHaveLength(1)
      expect((await open('buyer', 'sharebob', policy)).recommendedBy).toBe('推广员bob')
      expect(await reload('buyer')).toMatchObject({
        boundTo: 'bob',
        bindingHistory: [{ reason: 'bound' }, { distributorId: 'bob', reason: 'taken_over' }],
      })
      // Whoever is active again has lost the customer.
      await mall.db.change('distributors', { _id: 'ann' }, { state: 'active' })
      await open('buyer', 'shareann', policy)
      expect((await reload('buyer')).boundTo).toBe('bob')
    },
  )

  it('[BIND-8] whom somebody is bound to is read with the share, for no trip more', async () => {
    await mall.distributor('ann')
    await mall.distributor('bob')
    await share('ann')
    await share('bob')
    await mall.member('buyer')
    await open('buyer', 'shareann')
    const { binding, nickname } = await reload('buyer')
    const visitor = { openid: 'buyer', binding, nickname, isDistributor: false }
    const enter = () => enterWithScene(mall.ctx, visitor, 'sharebob', { binding: DEFAULT_BINDING_POLICY })
    const kept = await mall.tripsOf(enter)
    expect(kept.trips.map(({ collection }) => collection).sort()).toEqual([
      'distributors',
      'shares',
      'visits',
    ])
    await mall.db.change('distributors', { _id: 'ann' }, { state: 'suspended' })
    const { trips } = await mall.tripsOf(enter)
    expect(trips.map(({ collection }) => collection).sort()).toEqual([
      'distributors',
      'members',
      'shares',
      'visits',
    ])
  })

  it('[BIND-1] binds nobody to oneself, to a suspended distributor or to somebody below', async () => {
    await mall.distributor('ann')
    await mall.distributor('bob', ['ann'])
    await mall.distributor('sue', [], { state: 'suspended' })
    for (const openid of ['ann', 'bob', 'sue']) await share(openid)
    await mall.member('buyer')
    await open('ann', 'shareann')
    await open('ann', 'sharebob')
    expect((await open('buyer', 'sharesue')).landing).toEqual({ productId: 'tea' })
    for (const openid of ['ann', 'buyer']) expect((await reload(openid)).binding).toBeNull()
    expect(await mall.db.count('visits', { visitorId: 'ann', distributorId: 'ann' })).toBe(0)
  })

  it('[BIND-3] thirty links of thirty distributors at once: one binds', async () => {
    const people = Array.from({ length: 30 }, (_, i) => `d${i}`)
    for (const openid of people) {
      await mall.distributor(openid)
      await share(openid)
    }
    await mall.member('buyer')
    const entrances = await Promise.all(
      people.map((openid) =>
        enterWithScene(
          mall.ctx,
          { openid: 'buyer', binding: null, nickname: '', isDistributor: false },
          `share${openid}`,
          {
            binding: DEFAULT_BINDING_POLICY,
          },
        ),
      ),
    )
    const { boundTo, bindingHistory, binding } = await reload('buyer')
    expect(bindingHistory).toHaveLength(1)
    expect(bindingHistory[0]).toMatchObject({ distributorId: boundTo, reason: 'bound' })
    expect(binding?.path).toEqual([boundTo])
    expect(new Set(entrances.map(({ recommendedBy }) => recommendedBy))).toEqual(
      new Set([`推广员${boundTo}`]),
    )
    expect(await mall.db.count('visits', {})).toBe(30)
  })

  it('[BIND-3] thirty visitors at once through one link are thirty customers', async () => {
    await mall.distributor('ann')
    await share('ann')
    const people = Array.from({ length: 30 }, (_, i) => `b${i}`)
    for (const openid of people) await mall.member(openid)
    await Promise.all(people.map((openid) => open(openid, 'shareann')))
    expect(await mall.db.count('members', { boundTo: 'ann' })).toBe(30)
    expect(await mall.db.count('visits', {})).toBe(30)
  })

  it('[BIND-1] two distributors who open one another’s links at once never end bound to one another', async () => {
    for (let round = 0; round < 15; round++) {
      const [a, b] = [`a${round}`, `b${round}`]
      await mall.distributor(a)
      await mall.distributor(b)
      await share(a)
      await share(b)
      await Promise.all([open(a, `share${b}`), open(b, `share${a}`)])
      const bound = [(await reload(a)).boundTo, (await reload(b)).boundTo]
      expect(bound).not.toEqual([b, a])
      expect(bound.filter((to) => to !== null)).toHaveLength(1)
    }
  })

  it.each([3, 7])('[BIND-20] a ring of %i is refused at its last link, one after another', async (size) => {
    const people = Array.from({ length: size }, (_, i) => `r${i}`)
    for (const openid of people) {
      await mall.distributor(openid)
      await share(openid)
    }
    for (const [i, openid] of people.entries()) await open(openid, `share${people[(i + 1) % size]}`)
    const bound = await Promise.all(people.map(async (openid) => (await reload(openid)).boundTo))
    expect(bound).toEqual([...people.slice(1), null])
  })

  it('[BIND-20] of rings of three that close at once exactly one binding goes', async () => {
    for (let round = 0; round < 8; round++) {
      const people = ['a', 'b', 'c'].map((name) => `${name}ring${round}`)
      for (const openid of people) {
        await mall.distributor(openid)
        await share(openid)
      }
      await Promise.all(people.map((openid, i) => open(openid, `share${people[(i + 1) % 3]}`)))
      const bound = await Promise.all(people.map(async (openid) => (await reload(openid)).boundTo))
      expect(bound.filter((to) => to === null)).toHaveLength(1)
    }
  })
})

describe('recommendedByOf', () => {
  it('names an active distributor while the binding is valid', async () => {
    await mall.distributor('ann')
    await mall.distributor('sue', [], { state: 'suspended' })
    const { binding } = await mall.member('buyer', ['ann'])
    const { binding: other } = await mall.member('other', ['sue'])
    expect(await recommendedByOf(mall.ctx, binding)).toBe('推广员ann')
    expect(await recommendedByOf(mall.ctx, other)).toBeUndefined()
    expect(await recommendedByOf(mall.ctx, null)).toBeUndefined()
    mall.clock.advance(365 * DAY_MS)
    expect(await recommendedByOf(mall.ctx, binding)).toBeUndefined()
  })
})

describe('who may earn on an order', () => {
  const buyerOf = async (openid: string) =>
    (await readCheckout({ ...mall.ctx, openid }, { lines: [], choices: {} })).buyer
  const rates = { rates: [2_000, 1_000, 500] }

  it('finds member and chain in one round trip', async () => {
    await mall.distributor('ann', ['bob', 'eve'])
    await mall.distributor('bob', ['eve'])
    await mall.distributor('eve')
    await mall.member('buyer', ['ann', 'bob', 'eve'])
    const { result, trips } = await mall.tripsOf(() => buyerOf('buyer'))
    expect(trips).toHaveLength(1)
    expect(result).toMatchObject({ member: { _id: 'buyer' }, shareCode: 'share00001' })
    expect(result?.member).not.toHaveProperty('distributors')
    expect(chainFor(result?.links ?? [], rates)).toEqual([
      { level: 1, distributorId: 'ann', rateBps: 2_000 },
      { level: 2, distributorId: 'bob', rateBps: 1_000 },
      { level: 3, distributorId: 'eve', rateBps: 500 },
    ])
    expect(chainFor(result?.links ?? [], { rates: [3_000] })).toEqual([
      { level: 1, distributorId: 'ann', rateBps: 3_000 },
    ])
  })

  it('[BIND-4] a level whose distributor is not active is skipped, the others keep their rates', async () => {
    await mall.distributor('ann', ['bob', 'eve'])
    await mall.distributor('bob', ['eve'], { state: 'suspended' })
    await mall.distributor('eve')
    await mall.member('buyer', ['ann', 'bob', 'eve'])
    const buyer = await buyerOf('buyer')
    expect(chainFor(buyer?.links ?? [], rates)).toEqual([
      { level: 1, distributorId: 'ann', rateBps: 2_000 },
      { level: 3, distributorId: 'eve', rateBps: 500 },
    ])
  })

  it('[BIND-4] nobody earns without a valid binding, and nobody on an own order', async () => {
    await mall.distributor('ann', ['bob'])
    await mall.distributor('bob')
    await mall.member('free')
    await mall.member('buyer', ['ann', 'bob'])
    await mall.db.change(
      'members',
      { _id: 'bob' },
      { binding: mall.db._.set((await reload('buyer')).binding) },
    )
    expect((await buyerOf('free'))?.links).toEqual([])
    expect((await buyerOf('bob'))?.links).toEqual([])
    mall.clock.advance(365 * DAY_MS)
    expect(await buyerOf('buyer')).toMatchObject({ links: [], shareCode: null })
    expect(await buyerOf('nobody')).toBeNull()
  })

  it('[BIND-6] a distributor’s own purchase pays who is fixed above, for ever, whoever’s customer he is', async () => {
    for (const openid of ['bob', 'eve', 'sue']) await mall.distributor(openid)
    await mall.distributor('ann', ['bob', 'eve'])
    const fixed = [
      { level: 1, distributorId: 'bob' },
      { level: 2, distributorId: 'eve' },
    ]
    expect((await buyerOf('ann'))?.links).toEqual(fixed)
    const { binding } = await mall.member('other', ['sue', 'ann'])
    await mall.db.change('members', { _id: 'ann' }, { binding: mall.db._.set(binding) })
    expect(await buyerOf('ann')).toMatchObject({ links: fixed, shareCode: null })
    mall.clock.advance(366 * DAY_MS)
    expect((await buyerOf('ann'))?.links).toEqual(fixed)
    await mall.db.change('distributors', { _id: 'bob' }, { state: 'suspended' })
    const { result, trips } = await mall.tripsOf(() => buyerOf('ann'))
    expect([result?.links, trips.length]).toEqual([[{ level: 2, distributorId: 'eve' }], 1])
  })

  it('[BIND-6] somebody who only applied is a customer like any other', async () => {
    await mall.distributor('ann')
    await mall.member('pat', ['ann'])
    await mall.db.insert('distributors', distributorDoc('pat', [], { state: 'pending' }))
    expect((await buyerOf('pat'))?.links).toEqual([{ level: 1, distributorId: 'ann' }])
  })
})
