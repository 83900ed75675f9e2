import { withParts } from './parts'

interface Whole {
  id: string
  lines: number[]
  quotas?: string[]
  coupon?: { id: string }
  points?: number
}

const whole: Whole = { id: 'o1', lines: [1] }
const part = (name: string, adds: Partial<Whole>) => ({ name, adds })

describe('the parts of several domains', () => {
  it('[SEAM-12] stand beside one another, their lists one behind the other', () => {
    const parts = [
      part('budget', { quotas: ['b1'] }),
      part('nothing', {}),
      part('points', { points: 5, quotas: ['p1', 'p2'], coupon: undefined }),
      part('coupon', { coupon: { id: 'c1' }, quotas: [] }),
    ]
    expect(withParts(whole, parts)).toEqual({
      id: 'o1',
      lines: [1],
      quotas: ['b1', 'p1', 'p2'],
      points: 5,
      coupon: { id: 'c1' },
    })
    expect(whole).toEqual({ id: 'o1', lines: [1] })
    // What a domain keeps is not written into.
    expect(parts[0]?.adds.quotas).toEqual(['b1'])
  })

  it.each<{ what: string; parts: [string, Partial<Whole>][]; says: string }>([
    {
      what: 'the same thing twice',
      parts: [
        ['a', { points: 1 }],
        ['b', { points: 2 }],
      ],
      says: 'a and b both say points',
    },
    {
      what: 'even the same value',
      parts: [
        ['a', { points: 1 }],
        ['b', { points: 1 }],
      ],
      says: 'a and b both say points',
    },
    {
      what: 'an object twice',
      parts: [
        ['a', { coupon: { id: '1' } }],
        ['b', { coupon: { id: '2' } }],
      ],
      says: 'a and b both say coupon',
    },
    {
      what: 'a list and no list',
      parts: [
        ['a', { quotas: ['1'] }],
        ['b', { quotas: 1 as never }],
      ],
      says: 'a and b both say quotas',
    },
    { what: 'what stands already', parts: [['a', { id: 'o2' }]], says: 'a changes id, which is not its own' },
    {
      what: 'a list that stands already',
      parts: [['a', { lines: [2] }]],
      says: 'a changes lines, which is not its own',
    },
  ])('[SEAM-12] say nothing that another one says: $what', ({ parts, says }) => {
    expect(() =>
      withParts(
        whole,
        parts.map(([name, adds]) => part(name, adds)),
      ),
    ).toThrow(says)
  })
})
