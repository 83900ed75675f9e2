import fc from 'fast-check'
import { DEFAULT_BINDING_POLICY, type BindingPolicy } from '../contract/policy/schema'
import { bindingTerms, decideBinding, type BindingTerms } from './binding'
import { everybodyAbove, ringOf, type Above } from './ring'

const NOW = Date.UTC(2026, 10, 21)
const last: BindingPolicy = { mode: 'last', validDays: 365, protectedDays: 0 }

/** A shop's people, and visits that are read, written and looked at once more, as a service does it. */
class Shop {
  readonly people = new Map<string, { binding: BindingTerms | null; uplines: string[] }>()
  now = NOW

  constructor(
    ids: readonly string[],
    readonly policy: BindingPolicy = DEFAULT_BINDING_POLICY,
  ) {
    for (const id of ids) this.people.set(id, { binding: null, uplines: [] })
  }

  /** A visit in its three steps, each of which may run long after the one before. */
  *visit(visitorId: string, distributorId: string): Generator<void, void> {
    const above = everybodyAbove(this.people, distributorId)
    const person = this.people.get(visitorId)
    if (!person) return
    const { binding } = person
    yield
    const { kind } = decideBinding(
      binding,
      { visitorId, distributorId, active: true, holderActive: true, above },
      this.policy,
      this.now,
    )
    if (kind === 'keep' || kind === 'refuse' || person.binding !== binding) return
    person.binding = bindingTerms(distributorId, this.policy, this.now)
    yield
    const ring = ringOf(this.people, visitorId)
    if (!ring) return
    const loser = this.people.get(ring.goes ?? '')
    if (!loser) throw new Error('a ring that nothing can open')
    loser.binding = null
  }

  /** Becoming a distributor fixes whoever stands above, two at most. */
  approve(id: string): void {
    const person = this.people.get(id)
    if (!person?.binding || person.uplines.length > 0 || ringOf(this.people, id)) return
    const { distributorId } = person.binding
    person.uplines = [distributorId, ...(this.people.get(distributorId)?.uplines ?? [])].slice(0, 2)
  }

  rings(): string[] {
    return [...this.people.keys()].filter((id) => ringOf(this.people, id) !== null)
  }
}

const ids = (n: number) => Array.from({ length: n }, (_, i) => `p${i}`)
/** Each opens the link of the next one, the last one that of the first. */
const inARing = (shop: Shop, all: readonly string[]) =>
  all.map((id, i) => shop.visit(id, all[(i + 1) % all.length] ?? ''))
const bound = (shop: Shop) => [...shop.people].filter(([, { binding }]) => binding).map(([id]) => id)

describe.each([2, 3, 7])('a ring of %d', (n) => {
  it('[BIND-20] is never closed one after another', () => {
    const shop = new Shop(ids(n))
    for (const visit of inARing(shop, ids(n))) Array.from(visit)
    expect(shop.rings()).toEqual([])
    expect(bound(shop)).toEqual(ids(n).slice(0, -1))
  })

  it('[BIND-20] that closes at once loses the latest of its bindings and keeps the others', () => {
    const shop = new Shop(ids(n))
    const visits = inARing(shop, ids(n))
    for (const visit of visits) visit.next()
    visits.forEach((visit, i) => {
      // The one in the middle is the last to be written.
      shop.now = NOW + (i === Math.floor(n / 2) ? 1 : 0)
      visit.next()
    })
    expect(shop.rings()).toHaveLength(n)
    for (const visit of visits) visit.next()
    expect(shop.rings()).toEqual([])
    expect(bound(shop)).toEqual(ids(n).filter((_, i) => i !== Math.floor(n / 2)))
  })
})

describe('ringOf', () => {
  const on = (distributorId: string, boundAt = NOW): Above => ({ binding: { distributorId, boundAt } })

  it('of equals the greater id goes, whoever looks', () => {
    const people = new Map([
      ['a', on('b')],
      ['b', on('c')],
      ['c', on('a')],
    ])
    for (const id of ['a', 'b', 'c']) expect(ringOf(people, id)?.goes).toBe('c')
    expect(ringOf(people, 'b')?.members).toEqual(['b', 'c', 'a'])
  })

  it('is none for somebody who only leads into one', () => {
    const people = new Map([
      ['x', on('a')],
      ['a', on('b')],
      ['b', on('a')],
    ])
    expect(ringOf(people, 'x')).toBeNull()
    expect(ringOf(people, 'y')).toBeNull()
    expect(everybodyAbove(people, 'x')).toEqual(['a', 'b'])
  })

  it('counts who was fixed above when becoming a distributor, and opens it where it can be opened', () => {
    // g is above p for good; the binding of p has ended long ago.
    const people = new Map<string, Above>([
      ['p', { uplines: ['g'] }],
      ['a', { ...on('p'), uplines: ['p', 'g'] }],
      ['g', on('a', NOW - 1)],
    ])
    expect(everybodyAbove(people, 'a')).toEqual(['p', 'g', 'a'])
    expect(ringOf(people, 'g')).toEqual({ members: ['g', 'a'], goes: 'g' })
    const fixed = new Map<string, Above>([
      ['a', { ...on('b'), uplines: ['b'] }],
      ['b', { uplines: ['a'] }],
    ])
    expect(ringOf(fixed, 'a')).toEqual({ members: ['a', 'b'] })
  })
})

it('[BIND-20] whatever the order of visits, takeovers and approvals, no ring stands in the end', () => {
  const everybody = ids(5)
  const person = fc.constantFrom(...everybody)
  const events = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ visitor: person, distributor: person }) },
      { weight: 1, arbitrary: fc.record({ approve: person }) },
      { weight: 1, arbitrary: fc.record({ ended: person }) },
    ),
    { minLength: 2, maxLength: 24 },
  )
  const turns = fc.array(fc.nat(), { maxLength: 80 })
  fc.assert(
    fc.property(events, turns, fc.constantFrom(DEFAULT_BINDING_POLICY, last), (all, order, policy) => {
      const shop = new Shop(everybody, policy)
      const running: Generator<void, void>[] = []
      const waiting = [...all]
      const step = (turn: number) => {
        const event = turn % 2 === 0 ? waiting.shift() : undefined
        if (event && 'visitor' in event) running.push(shop.visit(event.visitor, event.distributor))
        if (event && 'approve' in event) shop.approve(event.approve)
        const ended = event && 'ended' in event ? shop.people.get(event.ended) : undefined
        if (ended) ended.binding = null
        // Several may be bound at the same instant.
        if (turn % 3 === 0) shop.now += 1
        const at = running.length > 0 ? turn % running.length : -1
        if (running[at]?.next().done) running.splice(at, 1)
      }
      order.forEach(step)
      while (waiting.length > 0) step(0)
      for (const visit of running) Array.from(visit)
      expect(shop.rings()).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})
