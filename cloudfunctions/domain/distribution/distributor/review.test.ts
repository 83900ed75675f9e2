import { applicantIn } from '../../../../tests/support/personal'
import { distributor, merchant } from '../../../../tests/support/handlers'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { contract } from '@shared/contract'
import { DEFAULT_BINDING_POLICY } from '@shared/contract/policy/schema'
import { startOfDay } from '@shared/business-day'
import { readDistributor } from './distributor.repo'
import { decide } from './review.service'
import { accrueCommission } from '../commission'
import { enterWithScene } from '../binding'
import { type ShareDoc } from '../sharing'

const DAY_MS = 86_400_000
let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

const form = { realName: '林小满', mobile: '13812346207', channel: '小区团购群', agreementVersion: 2 }
const apply = (openid: string, changes = {}) =>
  distributor['distributor.apply'](mall.as(openid), { nickname: `客户${openid}`, ...form, ...changes })
const status = (openid: string) => distributor['distributor.status'](mall.as(openid))
const idOf = async (openid: string) => (await readDistributor(mall.ctx, openid))?.distributorId ?? ''
const approve = async (openid: string) =>
  merchant['distributor.decide'](mall.asStaff('staff'), {
    distributorId: await idOf(openid),
    decision: 'approve',
  })
const refuse = async (openid: string, reason = '资料不全') =>
  merchant['distributor.decide'](mall.asStaff('staff'), {
    distributorId: await idOf(openid),
    decision: 'refuse',
    reason,
  })
const list = (state: 'pending' | 'active' | 'refused') =>
  merchant['distributor.list'](mall.asStaff('staff'), { state })

const outcomes = async (work: Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code),
  )

describe('distributor.apply', () => {
  it('waits for the merchant, and says so', async () => {
    await mall.member('pat')
    expect(await status('pat')).toMatchObject({ state: 'none', agreement: { version: 2 } })
    const { trips } = await mall.tripsOf(() => apply('pat'))
    expect(trips).toHaveLength(4)
    expect(await status('pat')).toMatchObject({ state: 'pending', appliedAt: mall.clock.now() })
    expect((await list('pending')).items).toMatchObject([
      { nickname: '客户pat', realName: '林**', maskedMobile: '138****6207', channel: '小区团购群' },
    ])
  })

  it('refuses an outdated agreement', async () => {
    await expect(apply('pat', { agreementVersion: 1 })).rejects.toMatchObject({ code: 'AGREEMENT_OUTDATED' })
    expect((await status('pat')).state).toBe('none')
  })

  it('[APPLY-1] twenty applications at once are one', async () => {
    const told = await outcomes(Array.from({ length: 20 }, () => apply('pat')))
    expect(told.filter((one) => one === 'ok')).toHaveLength(1)
    expect(told.filter((one) => one === 'ALREADY_APPLIED')).toHaveLength(19)
  })

  it('[APPLY-1] may be renewed after a refusal, once at a time, under the same id', async () => {
    await apply('pat')
    const id = await idOf('pat')
    await refuse('pat')
    expect(await status('pat')).toMatchObject({ state: 'refused', refusedReason: '资料不全' })
    mall.clock.advance(1_000)
    const told = await outcomes(Array.from({ length: 10 }, () => apply('pat', { channel: '朋友圈' })))
    expect(told.filter((one) => one === 'ok')).toHaveLength(1)
    const renewed = await status('pat')
    expect(renewed).toMatchObject({ state: 'pending', appliedAt: mall.clock.now() })
    expect(renewed).not.toHaveProperty('refusedReason')
    expect(await idOf('pat')).toBe(id)
    await approve('pat')
    await expect(apply('pat')).rejects.toMatchObject({ code: 'ALREADY_DISTRIBUTOR' })
  })
})

describe('distributor.decide', () => {
  it('[APPLY-2] of ten decisions at once one counts', async () => {
    for (let round = 0; round < 5; round++) {
      const openid = `pat${round}`
      await apply(openid)
      const told = await outcomes(
        Array.from({ length: 10 }, (_, i) => (i === round ? approve(openid) : refuse(openid, `理由 ${i}`))),
      )
      expect(told.filter((one) => one === 'ok')).toHaveLength(1)
      expect(told.filter((one) => one === 'REVIEW_STATE')).toHaveLength(9)
      const { state, refusedReason } = (await readDistributor(mall.ctx, openid)) ?? {}
      const winner = told.indexOf('ok')
      expect(winner === round ? ['active', null] : ['refused', `理由 ${winner}`]).toEqual([
        state,
        refusedReason,
      ])
    }
  })

  it('[APPLY-2] a decision on an application that was renewed meanwhile is none on the new one', async () => {
    await mall.member('pat')
    await apply('pat')
    // What runs between reading the application and deciding on it.
    const renewed = async () => {
      await refuse('pat')
      mall.clock.advance(1_000)
      await apply('pat', { channel: '朋友圈' })
      return false
    }
    const decision = { distributorId: await idOf('pat'), decision: 'approve' } as const
    await expect(decide(mall.asStaff(), decision, renewed)).rejects.toMatchObject({ code: 'REVIEW_STATE' })
    const pending = await readDistributor(mall.ctx, 'pat')
    expect(pending?.state).toBe('pending')
    expect(applicantIn(pending)?.channel).toBe('朋友圈')
  })

  it('[BIND-5] approving fixes the distributors above from the valid binding, two at most', async () => {
    for (const [i, openid] of ['a', 'b', 'c', 'd'].entries()) {
      await mall.member(openid)
      const above = ['a', 'b', 'c', 'd'][i - 1]
      if (above !== undefined) {
        const share: ShareDoc = {
          _id: `share0000${above}`,
          distributorId: above,
          productId: null,
          createdAt: 0,
        }
        await mall.db.insert('shares', share)
        await enterWithScene(
          mall.ctx,
          { openid, binding: null, nickname: '', isDistributor: false },
          share._id,
          {
            binding: DEFAULT_BINDING_POLICY,
          },
        )
      }
      await apply(openid)
      await approve(openid)
    }
    const uplines = async (openid: string) => (await readDistributor(mall.ctx, openid))?.uplines
    expect([await uplines('a'), await uplines('b'), await uplines('c'), await uplines('d')]).toEqual([
      [],
      ['a'],
      ['b', 'a'],
      ['c', 'b'],
    ])
    expect((await mall.db.get('members', 'd'))?.binding?.path).toEqual(['c', 'b', 'a'])
    expect((await list('active')).items.find(({ nickname }) => nickname === '客户d')).toMatchObject({
      recommendedBy: '客户c',
      earnedFen: 0,
    })
  })

  it('[BIND-5] an expired binding puts nobody above', async () => {
    await mall.distributor('ann')
    await mall.member('pat', ['ann'])
    mall.clock.advance(366 * DAY_MS)
    await apply('pat')
    await approve('pat')
    expect((await readDistributor(mall.ctx, 'pat'))?.uplines).toEqual([])
  })

  it.each([
    ['the applicant’s own binding goes', true],
    ['the other one’s binding goes', false],
  ])('[BIND-7] approving somebody who stands in a ring opens it: %s', async (_, ownIsLatest) => {
    const bindingTo = async (openid: string, path: string[]) => {
      const { binding } = await mall.member(`${openid}like`, path)
      await mall.db.change('members', { _id: openid }, { binding: mall.db._.set(binding), boundTo: path[0] })
      mall.clock.advance(1)
    }
    await mall.distributor('ann')
    await mall.member('pat')
    if (!ownIsLatest) await bindingTo('pat', ['ann'])
    await bindingTo('ann', ['pat'])
    if (ownIsLatest) await bindingTo('pat', ['ann'])
    await apply('pat')
    await approve('pat')
    expect((await readDistributor(mall.ctx, 'pat'))?.uplines).toEqual(ownIsLatest ? [] : ['ann'])
    expect((await mall.db.get('members', 'ann'))?.boundTo).toBe(ownIsLatest ? 'pat' : null)
    expect((await mall.db.get('members', 'pat'))?.boundTo).toBe(ownIsLatest ? null : 'ann')
  })

  it('knows no such distributor', async () => {
    await expect(approve('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('overview.get', () => {
  it('[SAFE-20] shows a day of twelve million yuan and more', async () => {
    await mall.db.insert('staff', { _id: 'staff', name: '沈禾', owner: true, permissions: [] } as never)
    for (const i of [0, 1]) await mall.paidOrder(`big${i}`, ['ann'], { lines: [{ payFen: 600_000_000 }] })
    const staff = mall.asStaff('staff')
    const answer = contract.merchant['overview.get'].output.parse(await merchant['overview.get'](staff))
    expect(answer).toMatchObject({ today: { salesFen: 1_200_001_600, orders: 2 } })
  })

  it('[CENTRE-2] shows today beside yesterday in eight round trips', async () => {
    const now = mall.clock.now()
    const today = startOfDay(now)
    await mall.db.insert('staff', { _id: 'staff', name: '沈禾', owner: true, permissions: [] } as never)
    mall.clock.set(today - 3 * DAY_MS)
    await mall.paidOrder('o0', [])
    mall.clock.set(today - 1)
    await mall.paidOrder('o1', ['ann'])
    mall.clock.set(now)
    const recommended = await mall.paidOrder('o2', ['ann', 'bob'])
    await accrueCommission(mall.ctx, recommended)
    await mall.paidOrder('o3', [])
    await apply('pat')
    for (const [i, [visitorId, day]] of [
      ['v', '2026-11-21'],
      ['v', '2026-11-21'],
      ['w', '2026-11-21'],
      ['w', '2026-11-20'],
      ['w', '2026-11-19'],
    ].entries()) {
      await mall.db.insert('visits', { _id: `v${i}`, visitorId, day } as never)
    }
    const { result, trips } = await mall.tripsOf(() => merchant['overview.get'](mall.asStaff('staff')))
    expect(trips).toHaveLength(8)
    const { payFen } = recommended
    expect(result).toMatchObject({
      shopName: '山野集',
      staffName: '沈禾',
      updatedAt: now,
      today: { salesFen: 2 * payFen, orders: 2, visitors: 2, recommendedFen: payFen, commissionFen: 3_840 },
      yesterday: { salesFen: payFen, orders: 1, visitors: 1 },
      todo: { unshipped: 4, refunding: 0, applications: 1, lowStock: 0 },
    })
    expect(result.trend).toHaveLength(30)
    expect(result.trend.slice(-4)).toEqual([
      { day: '2026-11-18', salesFen: payFen, recommendedFen: 0 },
      { day: '2026-11-19', salesFen: 0, recommendedFen: 0 },
      { day: '2026-11-20', salesFen: payFen, recommendedFen: payFen },
      { day: '2026-11-21', salesFen: 2 * payFen, recommendedFen: payFen },
    ])
  })
})
