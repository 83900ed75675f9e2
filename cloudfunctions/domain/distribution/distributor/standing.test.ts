import { DEFAULT_BINDING_POLICY } from '@shared/contract/policy/schema'
import { distributor, merchant, storefront } from '../../../../tests/support/handlers'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { accrueCommission } from '../commission'
import { enterWithScene } from '../binding'
import { readCheckout } from '../../sale/checkout'
import { readDistributorCaller } from './caller.service'
import { readDistributor } from './distributor.repo'

let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

const outcomes = async (work: Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code),
  )
const codeOf = async (work: Promise<unknown>) => (await outcomes([work]))[0]

const suspend = (openid: string, reason = '收到多次投诉') =>
  merchant['distributor.setStanding'](mall.asStaff(), { distributorId: `d${openid}`, act: 'suspend', reason })
const remove = (openid: string, reason = '虚构交易') =>
  merchant['distributor.setStanding'](mall.asStaff(), { distributorId: `d${openid}`, act: 'remove', reason })
const reinstate = (openid: string) =>
  merchant['distributor.setStanding'](mall.asStaff(), { distributorId: `d${openid}`, act: 'reinstate' })
const leave = (openid: string) => distributor['distributor.leave'](mall.as(openid))
const status = (openid: string) => distributor['distributor.status'](mall.as(openid))
const stateOf = async (openid: string) => (await readDistributor(mall.ctx, openid))?.state

/** Who earns on the next order of somebody. */
const chainOf = async (openid: string) => {
  const { buyer } = await readCheckout(mall.as(openid), { lines: [], choices: {} })
  return buyer?.links.map(({ distributorId }) => distributorId)
}
const share = (openid: string) =>
  mall.db.insert('shares', {
    _id: `share0000${openid}`,
    distributorId: openid,
    productId: 'tea',
    createdAt: mall.clock.now(),
  })
const open = async (openid: string, of: string) => {
  const member = await mall.db.get('members', openid)
  const visitor = { openid, binding: member?.binding ?? null, nickname: '', isDistributor: false }
  return enterWithScene(mall.ctx, visitor, `share0000${of}`, { binding: DEFAULT_BINDING_POLICY })
}
const boundTo = async (openid: string) => (await mall.db.get('members', openid))?.boundTo

/** Time goes on between an act and the next. */
const later = () => mall.clock.advance(1_000)

describe('suspending', () => {
  it('[STAND-1] stops what is new and keeps what there is, and says why', async () => {
    await mall.distributor('ann')
    await mall.member('cat', ['ann'])
    await share('ann')
    const before = await mall.paidOrder('o1', ['ann'])
    await mall.db.insert('accounts', {
      _id: 'ann',
      availableFen: 5_000,
      withdrawingFen: 0,
      paidFen: 0,
      debtFen: 0,
    })
    expect(await chainOf('cat')).toEqual(['ann'])
    later()
    await suspend('ann')

    expect(await status('ann')).toMatchObject({
      state: 'suspended',
      stopped: {
        how: 'suspended',
        reason: '收到多次投诉',
        at: mall.clock.now(),
        availableFen: 5_000,
        debtFen: 0,
      },
    })
    expect(await codeOf(readDistributorCaller(mall.as('ann')))).toBe('NOT_DISTRIBUTOR')
    expect(await chainOf('cat')).toEqual([])
    // The links that went round still open the shop, and bind nobody.
    await mall.member('new')
    expect(await open('new', 'ann')).toEqual({ landing: { productId: 'tea' } })
    expect(await boundTo('new')).toBeNull()
    // An order remembers its chain: what was placed before is paid as it was said.
    await accrueCommission(mall.ctx, before)
    expect((await mall.commission('o1')).shares).toMatchObject([{ distributorId: 'ann', amountFen: 2_560 }])

    later()
    await reinstate('ann')
    expect(await chainOf('cat')).toEqual(['ann'])
    expect(await status('ann')).not.toHaveProperty('stopped')
  })

  it('[FIT-1] a reason that WeChat lets nobody read is refused, and nothing changes', async () => {
    await mall.distributor('ann')
    for (const act of [suspend, remove]) {
      expect(await codeOf(act('ann', '违禁词'))).toBe('TEXT_REFUSED')
    }
    expect(await stateOf('ann')).toBe('active')
    expect(await status('ann')).not.toHaveProperty('stopped')
    expect(await mall.db.count('trail', {})).toBe(0)
    expect(await codeOf(suspend('ann', '收到多次投诉'))).toBe('ok')
  })

  it('[STAND-2] of ten suspensions at once one counts, and the same one again is no other', async () => {
    await mall.distributor('ann')
    const told = await outcomes(Array.from({ length: 10 }, (_, i) => suspend('ann', `理由 ${i}`)))
    expect(told.filter((one) => one === 'ok')).toHaveLength(1)
    expect(told.filter((one) => one === 'STANDING_STATE')).toHaveLength(9)
    const winner = `理由 ${told.indexOf('ok')}`
    expect((await readDistributor(mall.ctx, 'ann'))?.lastAct).toMatchObject({
      reason: winner,
      staffId: 'oStaff',
    })
    await suspend('ann', winner)
    expect(await outcomes(Array.from({ length: 10 }, () => reinstate('ann')))).toEqual(Array(10).fill('ok'))
    expect(await stateOf('ann')).toBe('active')
  })

  it('[STAND-2] leaving, removing and reinstating at once end in one of their states', async () => {
    for (let round = 0; round < 5; round++) {
      const openid = `ann${round}`
      await mall.distributor(openid, [], { state: 'suspended' })
      const told = await outcomes([leave(openid), remove(openid), reinstate(openid)])
      const state = await stateOf(openid)
      // Whoever left is nobody whom the merchant could remove or take back.
      if (state === 'left') expect(told[0]).toBe('ok')
      else expect([told[0], state]).toEqual(['NOT_DISTRIBUTOR', told[2] === 'ok' ? 'active' : 'removed'])
      expect(told).toContain('ok')
    }
  })

  it('[STAND-2] leads nowhere from where it does not stand', async () => {
    await mall.member('pat')
    await mall.distributor('pen', [], { state: 'pending' })
    expect(await codeOf(suspend('nobody'))).toBe('NOT_FOUND')
    for (const act of [suspend, remove, reinstate]) expect(await codeOf(act('pen'))).toBe('STANDING_STATE')
    for (const openid of ['pen', 'pat']) expect(await codeOf(leave(openid))).toBe('NOT_DISTRIBUTOR')
    expect(await stateOf('pen')).toBe('pending')
  })
})

const form = { realName: '林小满', mobile: '13812346207', channel: '小区团购群', agreementVersion: 2 }
const comeBack = async (openid: string) => {
  await distributor['distributor.apply'](mall.as(openid), form)
  await merchant['distributor.decide'](mall.asStaff(), { distributorId: `d${openid}`, decision: 'approve' })
}

describe('leaving', () => {
  it('[LEAVE-1] is the own wish, twice is once, and one may apply again', async () => {
    await mall.distributor('ann')
    expect(await outcomes(Array.from({ length: 10 }, () => leave('ann')))).toEqual(Array(10).fill('ok'))
    expect(await status('ann')).toMatchObject({ state: 'none', stopped: { how: 'left' } })
    expect((await storefront['member.enter'](mall.as('ann'), {})).distributorState).toBe('none')
    later()
    await comeBack('ann')
    expect(await stateOf('ann')).toBe('active')
  })

  it('[LEAVE-1] whoever was removed is taken back by the merchant alone', async () => {
    await mall.distributor('ann')
    await remove('ann')
    expect(await status('ann')).toMatchObject({
      state: 'suspended',
      stopped: { how: 'removed', reason: '虚构交易' },
    })
    expect(await codeOf(distributor['distributor.apply'](mall.as('ann'), form))).toBe('DISTRIBUTOR_STOPPED')
    await reinstate('ann')
    expect(await stateOf('ann')).toBe('active')
  })

  it.each([
    ['left', leave, comeBack],
    ['was removed', remove, reinstate],
  ])('[LEAVE-2] the customers of one who %s are free, also when that one comes back', async (_, go, back) => {
    await mall.distributor('bob')
    await mall.distributor('ann', ['bob'])
    await mall.distributor('eve')
    await mall.member('cat', ['ann', 'bob'])
    await mall.member('dan', ['ann', 'bob'])
    for (const openid of ['ann', 'eve']) await share(openid)
    later()
    await go('ann')
    later()
    expect(await chainOf('cat')).toEqual([])
    await back('ann')
    later()
    expect(await chainOf('cat')).toEqual([])
    const caller = await readDistributorCaller(mall.as('ann'))
    expect((await distributor['binding.customers'](caller, {})).items).toEqual([])
    expect((await distributor['centre.get'](caller)).customers).toBe(0)
    expect((await storefront['member.enter'](mall.as('cat'), {})).recommendedBy).toBeUndefined()
    // Free is free: for somebody else's link, and for the own one again.
    await open('cat', 'eve')
    await open('dan', 'ann')
    expect([await boundTo('cat'), await chainOf('cat')]).toEqual(['eve', ['eve']])
    expect((await chainOf('dan'))?.[0]).toBe('ann')
    expect((await distributor['binding.customers'](caller, {})).items).toHaveLength(1)
  })

  it('[LEAVE-2] nobody comes back above whoever was below, by old bindings or by new ones', async () => {
    await mall.distributor('bob')
    await mall.distributor('ann', ['bob'])
    await mall.member('cat', ['ann', 'bob'])
    await share('ann')
    later()
    await leave('bob')
    later()
    await comeBack('bob')
    later()
    await mall.member('new')
    await open('new', 'ann')
    expect(await chainOf('cat')).toEqual(['ann'])
    expect(await chainOf('new')).toEqual(['ann'])
    expect(await chainOf('ann')).toEqual([])
  })

  it('[LEAVE-2] somebody who was set free is approved below nobody', async () => {
    await mall.distributor('bob')
    await mall.member('cat', ['bob'])
    later()
    await leave('bob')
    await distributor['distributor.apply'](mall.as('cat'), form)
    const { distributorId } = (await readDistributor(mall.ctx, 'cat')) ?? { distributorId: '' }
    await merchant['distributor.decide'](mall.asStaff(), { distributorId, decision: 'approve' })
    expect((await readDistributor(mall.ctx, 'cat'))?.uplines).toEqual([])
  })
})

it('[STAND-1] the merchant sees who was stopped, how, why and when', async () => {
  for (const openid of ['ann', 'bob', 'eve']) await mall.distributor(openid)
  await suspend('ann')
  await remove('bob')
  await leave('eve')
  const { items } = await merchant['distributor.list'](mall.asStaff(), { state: 'stopped' })
  const at = mall.clock.now()
  expect(items.map(({ distributorId, stopped }) => [distributorId, stopped]).sort()).toEqual([
    ['dann', { how: 'suspended', at, reason: '收到多次投诉' }],
    ['dbob', { how: 'removed', at, reason: '虚构交易' }],
    ['deve', { how: 'left', at }],
  ])
})
