import { startDistributionMall, watched, type DistributionMall } from '../../../../tests/support/distribution'
import { THREE_RATES } from '../../../../tests/support/documents'
import { distributor, merchant } from '../../../../tests/support/handlers'
import { DEFAULT_BINDING_POLICY, DEFAULT_COMMISSION_POLICY } from '@shared/contract/policy/schema'
import { THREE_LEVELS } from '@shared/words/three-levels'
import { loadSettings } from '../../shop/settings'
import { accrueCommission } from '../commission'

let mall: DistributionMall
beforeAll(async () => void (mall = await startDistributionMall()))
afterAll(() => mall.close())
beforeEach(() => mall.fresh())

const outcomes = async (work: Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code),
  )

describe('policy', () => {
  const policy = {
    commission: { ...DEFAULT_COMMISSION_POLICY, rates: [1_000] },
    binding: DEFAULT_BINDING_POLICY,
  }
  const save = (version: number) => merchant['policy.save'](mall.asStaff('staff'), { version, ...policy })

  it('[POLICY-1] of ten who change the same version at once one does', async () => {
    const policies = Array.from({ length: 10 }, (_, i) => ({
      ...policy,
      commission: { ...policy.commission, freezeDays: i },
    }))
    const told = await outcomes(
      policies.map((one) => merchant['policy.save'](mall.asStaff('staff'), { version: 1, ...one })),
    )
    expect(told.filter((one) => one === 'ok')).toHaveLength(1)
    expect(told.filter((one) => one === 'VERSION_CONFLICT')).toHaveLength(9)
    expect(await merchant['policy.get'](mall.asStaff('staff'))).toEqual({
      version: 2,
      ...policies[told.indexOf('ok')],
      changedAt: mall.clock.now(),
    })
  })

  it('[POLICY-1] leaves the commission of orders alone that were placed before', async () => {
    const order = await mall.paidOrder('o1', ['ann'])
    await save(1)
    await accrueCommission(mall.ctx, order)
    expect((await mall.commission('o1')).shares[0]?.rateBps).toBe(2_000)
  })
})

describe('three levels', () => {
  const binding = DEFAULT_BINDING_POLICY
  const signature = { textVersion: THREE_LEVELS.version as number, name: '沈禾' }
  beforeEach(() => mall.fresh({ commission: DEFAULT_COMMISSION_POLICY }))

  const owner = () => ({ ...mall.asStaff('oStaff'), staff: { ...mall.asStaff('oStaff').staff, owner: true } })
  const helper = () => ({ ...owner(), staff: { ...owner().staff, owner: false } })
  const save = (version: number, rates: number[], signed?: typeof signature, by = owner()) =>
    merchant['policy.save'](by, {
      version,
      commission: { ...THREE_RATES, rates },
      binding,
      ...(signed && { threeLevels: signed }),
    })
  const get = () => merchant['policy.get'](owner())
  const codeOf = async (work: Promise<unknown>) => (await outcomes([work]))[0]

  it('[LAW-1] one level is the default, and two are saved as they are chosen', async () => {
    expect(DEFAULT_COMMISSION_POLICY.rates).toHaveLength(1)
    await save(1, [1_000, 500])
    expect(await get()).toMatchObject({ version: 2, commission: { rates: [1_000, 500] } })
    expect(await get()).not.toHaveProperty('threeLevels')
  })

  it('[LAW-1] three are refused without the owner’s signature below the explanation of today', async () => {
    expect(await codeOf(save(1, THREE_RATES.rates))).toBe('THREE_LEVELS_UNCONFIRMED')
    const old = { ...signature, textVersion: THREE_LEVELS.version - 1 }
    expect(await codeOf(save(1, THREE_RATES.rates, old))).toBe('THREE_LEVELS_UNCONFIRMED')
    expect(await codeOf(save(1, THREE_RATES.rates, signature, helper()))).toBe('THREE_LEVELS_OWNER')
    expect(await get()).toMatchObject({ version: 1, commission: DEFAULT_COMMISSION_POLICY })
  })

  it('[LAW-1] the signature is kept with name, time and version, and stands until the third level goes', async () => {
    await save(1, THREE_RATES.rates, signature)
    const at = mall.clock.now()
    expect((await mall.db.get('settings', 'shop'))?.commission.threeLevels).toEqual({
      staffId: 'oStaff',
      name: '沈禾',
      at,
      textVersion: THREE_LEVELS.version,
      policyVersion: 2,
    })
    mall.clock.advance(1_000)
    await save(2, [1_000, 500, 100], undefined, helper())
    expect(await get()).toMatchObject({ version: 3, threeLevels: { name: '沈禾', at, policyVersion: 2 } })
    await save(3, [1_000])
    expect(await codeOf(save(4, THREE_RATES.rates))).toBe('THREE_LEVELS_UNCONFIRMED')
  })

  it('[LAW-1] of a change to one level and changes that count on the confirmation one wins', async () => {
    for (let round = 0; round < 5; round++) {
      await mall.fresh()
      const told = await outcomes([
        ...Array.from({ length: 5 }, (_, i) => save(1, [1_000, 500, 100 + i], undefined, helper())),
        save(1, [1_000]),
        save(2, [900, 500, 100], undefined, helper()),
      ])
      expect(told.filter((one, i) => i < 6 && one === 'ok')).toHaveLength(1)
      const { rates, threeLevels } = (await mall.db.get('settings', 'shop'))?.commission ?? { rates: [] }
      expect(threeLevels !== undefined).toBe(rates.length > 2)
    }
  })

  it('[LAW-1] a confirmation that goes while it is counted on counts no more', async () => {
    await mall.fresh()
    const late = watched(helper(), async (operation) => {
      if (operation === 2) await save(1, [1_000])
    })
    // Meant for the version after the one that stands: it comes to be while this is under way.
    expect(await codeOf(save(2, [900, 500, 100], undefined, late))).toBe('VERSION_CONFLICT')
    expect((await get()).commission.rates).toEqual(THREE_RATES.rates)
  })

  const unsigned = () =>
    mall.db.change('settings', { _id: 'shop' }, { commission: mall.db._.set(THREE_RATES) })

  it('[LAW-1] three levels that nobody has signed pay no third', async () => {
    await unsigned()
    expect((await loadSettings(mall.ctx)).commission).toEqual({ ...THREE_RATES, rates: [2_000, 1_000] })
  })

  it('[LAW-3] the policy waits for the signature, which brings the third level', async () => {
    await unsigned()
    const waiting = { version: 1, commission: { rates: [2_000, 1_000] }, unsignedRates: THREE_RATES.rates }
    expect(await get()).toMatchObject(waiting)
    expect(await codeOf(save(1, THREE_RATES.rates))).toBe('THREE_LEVELS_UNCONFIRMED')
    expect(await codeOf(save(1, THREE_RATES.rates, signature, helper()))).toBe('THREE_LEVELS_OWNER')
    expect(await get()).toMatchObject(waiting)
    await save(1, THREE_RATES.rates, signature)
    expect(await get()).toMatchObject({ version: 2, commission: THREE_RATES, threeLevels: { name: '沈禾' } })
    expect(await get()).not.toHaveProperty('unsignedRates')
    // What counted until then is what its version says.
    const { items } = await merchant['policy.versions'](owner(), {})
    expect(items.map(({ version, commission }) => [version, commission.rates.length])).toEqual([
      [2, 3],
      [1, 2],
    ])
  })

  it('[LAW-3] who saves two levels has nothing to sign any more', async () => {
    await unsigned()
    await save(1, [2_000, 1_000])
    expect(await get()).toMatchObject({ version: 2, commission: { rates: [2_000, 1_000] } })
    expect(await get()).not.toHaveProperty('unsignedRates')
  })

  it('[LAW-2] whoever wants to become a distributor learns of the own rate and of no other', async () => {
    await mall.fresh()
    await mall.member('pat')
    const { rates } = await distributor['distributor.status'](mall.as('pat'))
    expect(rates).toEqual([{ level: 1, rateBps: 2_000 }])
  })
})
