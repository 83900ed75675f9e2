import fc from 'fast-check'
import { DAY_MS } from '../business-day'
import { DEFAULT_BINDING_POLICY, type BindingPolicy } from '../contract/policy/schema'
import { bindingTerms, decideBinding, isValidBinding, type BindingTerms, type Visit } from './binding'

const NOW = Date.UTC(2026, 10, 21)
const visit = (over: Partial<Visit> = {}): Visit => ({
  visitorId: 'buyer',
  distributorId: 'ann',
  active: true,
  holderActive: true,
  above: [],
  ...over,
})
const last: BindingPolicy = { ...DEFAULT_BINDING_POLICY, mode: 'last' }
const bound = (distributorId: string, daysAgo: number, policy = DEFAULT_BINDING_POLICY) =>
  bindingTerms(distributorId, policy, NOW - daysAgo * DAY_MS)

describe('decideBinding', () => {
  it.each([
    ['a newcomer', null, visit(), DEFAULT_BINDING_POLICY, 'bind', 'first_visit'],
    ['the same link again', bound('ann', 3), visit(), last, 'keep', 'same_distributor'],
    ['another link', bound('bob', 300), visit(), DEFAULT_BINDING_POLICY, 'keep', 'first_link_wins'],
    ['another link in the protection', bound('bob', 29), visit(), last, 'keep', 'protected'],
    ['another link after the protection', bound('bob', 30), visit(), last, 'take_over', 'protection_over'],
    [
      'a link on the last valid day',
      bound('bob', 364),
      visit(),
      DEFAULT_BINDING_POLICY,
      'keep',
      'first_link_wins',
    ],
    [
      'another link after the validity',
      bound('bob', 365),
      visit(),
      DEFAULT_BINDING_POLICY,
      'rebind',
      'expired',
    ],
    [
      'another link when the first one’s distributor is suspended',
      bound('bob', 3),
      visit({ holderActive: false }),
      DEFAULT_BINDING_POLICY,
      'take_over',
      'holder_inactive',
    ],
    [
      'that in the protection',
      bound('bob', 3),
      visit({ holderActive: false }),
      last,
      'take_over',
      'holder_inactive',
    ],
    ['the own link again', bound('ann', 3), visit({ holderActive: false }), last, 'keep', 'same_distributor'],
    ['a newcomer who is bound to nobody', null, visit({ holderActive: false }), last, 'bind', 'first_visit'],
    ['the same link after the validity', bound('ann', 365), visit(), last, 'rebind', 'expired'],
    ['the own link', null, visit({ visitorId: 'ann' }), last, 'refuse', 'self'],
    ['the link of a suspended distributor', null, visit({ active: false }), last, 'refuse', 'inactive'],
    ['a link of somebody below', null, visit({ above: ['x', 'y', 'z', 'buyer'] }), last, 'refuse', 'loop'],
    ['a link of an own customer', bound('bob', 400), visit({ above: ['buyer'] }), last, 'refuse', 'loop'],
  ] as const)('%s: %#', (_, binding, seen, policy, kind, reason) => {
    expect(decideBinding(binding, seen, policy, NOW)).toEqual({ kind, reason })
  })

  const people = ['ann', 'bob', 'eve', 'buyer'] as const
  const person = fc.constantFrom(...people)
  const policies = fc.record({
    mode: fc.constantFrom('first', 'last' as const),
    validDays: fc.integer({ min: 1, max: 400 }),
    protectedDays: fc.integer({ min: 0, max: 400 }),
  })
  const visits = fc.record({
    visitorId: person,
    distributorId: person,
    active: fc.boolean(),
    holderActive: fc.boolean(),
    above: fc.subarray([...people]),
  })
  const bindings = fc.option(
    fc.record({
      distributorId: person,
      boundAt: fc.constant(NOW),
      expiresAt: fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS }),
      protectedUntil: fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS }),
    }),
  )
  /** So many runs that whatever is asked of some of them is met by more than these. */
  const [MANY, MET] = [2_000, 15]
  const isChange = (kind: string) => kind === 'bind' || kind === 'rebind' || kind === 'take_over'

  it('[BIND-1] nobody is ever bound to oneself or to anybody below, at any depth', () => {
    let changed = 0
    fc.assert(
      fc.property(bindings, visits, policies, (binding, seen, policy) => {
        const { kind } = decideBinding(binding, seen, policy, NOW)
        if (!isChange(kind)) return
        changed += 1
        expect(seen.distributorId).not.toBe(seen.visitorId)
        expect(seen.above).not.toContain(seen.visitorId)
        expect(seen.active).toBe(true)
      }),
      { numRuns: MANY },
    )
    expect(changed).toBeGreaterThan(MET)
  })

  it('[BIND-2] a valid binding to somebody active changes only when the last link wins and after its protection', () => {
    // Left to chance hardly anybody who is bound meets a link that could change it.
    const held = fc.record({
      distributorId: person,
      boundAt: fc.constant(NOW),
      expiresAt: fc.integer({ min: NOW + 1, max: NOW + DAY_MS }),
      protectedUntil: fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS }),
    })
    const another = visits.map((seen) => ({ ...seen, active: true, holderActive: true, above: [] }))
    let changed = 0
    fc.assert(
      fc.property(fc.oneof(bindings, held), fc.oneof(visits, another), policies, (binding, seen, policy) => {
        const { kind } = decideBinding(binding, seen, policy, NOW)
        if (!isValidBinding(binding, NOW) || !isChange(kind) || !seen.holderActive) return
        changed += 1
        expect(kind).toBe('take_over')
        expect(policy.mode).toBe('last')
        expect(binding.protectedUntil).toBeLessThanOrEqual(NOW)
        expect(binding.distributorId).not.toBe(seen.distributorId)
      }),
      { numRuns: MANY },
    )
    expect(changed).toBeGreaterThan(MET)
  })

  it('[BIND-8] a valid binding to somebody who is not active keeps nobody else from binding', () => {
    let freed = 0
    fc.assert(
      fc.property(bindings, visits, policies, (binding, seen, policy) => {
        const free = decideBinding(null, seen, policy, NOW)
        const held = decideBinding(binding, { ...seen, holderActive: false }, policy, NOW)
        if (binding?.distributorId === seen.distributorId && isValidBinding(binding, NOW)) return
        if (isValidBinding(binding, NOW) && isChange(free.kind)) freed += 1
        expect(isChange(held.kind)).toBe(isChange(free.kind))
      }),
      { numRuns: MANY },
    )
    expect(freed).toBeGreaterThan(MET)
  })

  it('[BIND-2] when the first link wins a series of links leaves the first one until it expires', () => {
    const opened = fc.array(
      fc.tuple(fc.constantFrom('ann', 'bob', 'eve'), fc.integer({ min: 0, max: 200 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(opened, (links) => {
        let now = NOW
        let binding: BindingTerms | null = null
        for (const [distributorId, days] of links) {
          now += days * DAY_MS
          const before: BindingTerms | null = binding
          const { kind } = decideBinding(before, visit({ distributorId }), DEFAULT_BINDING_POLICY, now)
          if (isChange(kind)) binding = bindingTerms(distributorId, DEFAULT_BINDING_POLICY, now)
          if (isValidBinding(before, now)) expect(binding).toBe(before)
          else expect(binding?.distributorId).toBe(distributorId)
        }
      }),
    )
  })
})

describe('bindingTerms', () => {
  it('protects at most as long as it is valid', () => {
    const policy: BindingPolicy = { mode: 'last', validDays: 10, protectedDays: 30 }
    expect(bindingTerms('ann', policy, NOW)).toEqual({
      distributorId: 'ann',
      boundAt: NOW,
      expiresAt: NOW + 10 * DAY_MS,
      protectedUntil: NOW + 10 * DAY_MS,
    })
  })
})
