import fc from 'fast-check'
import { randomBytes } from '../../../emulator/src/random'
import { createLocalPersonal, LOCAL_PERSONAL_KEY } from '../../../local/personal'
import { createPersonal, openPersonal, personalWhenNeeded, readPersonalKey, sealedWith } from '.'
import type { Place, Sealed } from '.'

const local = readPersonalKey(LOCAL_PERSONAL_KEY)
const another = readPersonalKey(randomBytes(32).toString('base64'))
const personal = createLocalPersonal()

/** Any unicode, also what is no well-formed text, and the names that break JSON and HTML. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom('林**', '"\\', '\u0000', '👨‍👩‍👧‍👦', '\u202e'),
)
const receiver = fc.record({ name: anyText, mobile: anyText, detail: anyText })
const place: fc.Arbitrary<Place> = fc.record({ in: anyText, of: anyText, at: anyText })
const same = (a: Place, b: Place) => a.in === b.in && a.of === b.of && a.at === b.at

test('[SEAL-1] what is sealed opens again at its place, whatever it is, and shows nothing of itself', () => {
  fc.assert(
    fc.property(place, receiver, (at, value) => {
      const sealed = personal.seal(at, value)
      expect(personal.open(at, sealed)).toEqual(value)
      expect(sealed).toMatch(/^p1\.[\w-]{8}\.[\w-]+$/)
      expect(personal.seal(at, value)).not.toBe(sealed)
      expect(sealedWith(sealed)).toBe(local.id)
    }),
  )
})

test('[SEAL-2] at another place nothing opens', () => {
  fc.assert(
    fc.property(place, place, receiver, (at, elsewhere, value) => {
      fc.pre(!same(at, elsewhere))
      expect(personal.open(elsewhere, personal.seal(at, value))).toBeUndefined()
    }),
  )
  // The parts of a place do not run into one another.
  const sealed = personal.seal({ in: 'a', of: 'b', at: 'c' }, { name: '林' })
  expect(personal.open({ in: 'a","b', of: '', at: 'c' }, sealed)).toBeUndefined()
  expect(personal.open({ in: 'ab', of: '', at: 'c' }, sealed)).toBeUndefined()
})

test('[SEAL-2] a text in which one bit is another opens nowhere, nor does a piece of one', () => {
  const at = { in: 'orders', of: 'o1', at: 'address' }
  fc.assert(
    fc.property(receiver, fc.nat(), fc.integer({ min: 0, max: 6 }), (value, position, bit) => {
      const sealed = personal.seal(at, value)
      const bytes = Buffer.from(sealed, 'latin1')
      bytes[position % bytes.length]! ^= 1 << bit
      expect(personal.open(at, bytes.toString('latin1') as Sealed<object>)).toBeUndefined()
      expect(personal.open(at, sealed.slice(0, position % sealed.length) as Sealed<object>)).toBeUndefined()
    }),
  )
})

test('[SEAL-2] a text has one spelling: bits at its end that decode to nothing are looked at, too', () => {
  const at = { in: 'orders', of: 'o1', at: 'address' }
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
  for (const name of ['林', '林a', '林ab']) {
    const sealed = personal.seal(at, { name })
    const others = letters.map((letter) => sealed.slice(0, -1) + letter).filter((one) => one !== sealed)
    expect(others.filter((one) => personal.open(at, one as Sealed<object>) !== undefined)).toEqual([])
    expect(others).toHaveLength(63)
  }
})

test.each([
  'p1.',
  'p1.AAAAAAAA.',
  `p1.${local.id}.AAAA`,
  `p2.${local.id}.${'A'.repeat(60)}`,
  '林知夏',
  '',
  null,
  7,
  { name: '林' },
])('[SEAL-2] %j is no sealed text, and nothing breaks', (text) => {
  expect(personal.open({ in: 'a', of: 'b', at: 'c' }, text as never)).toBeUndefined()
  if (typeof text !== 'string') expect(sealedWith(text)).toBeUndefined()
})

test('[SEAL-3] another key opens nothing; a key of before opens and seals no more', () => {
  const at = { in: 'orders', of: 'o1', at: 'address' }
  const before = createPersonal({ current: local, old: [] })
  const after = createPersonal({ current: another, old: [local] })
  const stranger = createPersonal({ current: another, old: [] })
  const sealed = before.seal(at, { name: '林' })
  expect(stranger.open(at, sealed)).toBeUndefined()
  expect(after.open(at, sealed)).toEqual({ name: '林' })
  const anew = after.seal(at, { name: '林' })
  expect(sealedWith(anew)).toBe(another.id)
  expect([before.open(at, anew), stranger.open(at, anew)]).toEqual([undefined, { name: '林' }])
  // The key's name is authenticated, too.
  const renamed = sealed.replace(local.id, another.id) as Sealed<object>
  expect(after.open(at, renamed)).toBeUndefined()
})

test('[SEAL-5] what no key opens is told by its place alone', () => {
  const lines: unknown[] = []
  const log = { error: (event: string, fields?: object) => void lines.push({ event, ...fields }) } as never
  const at = { in: 'members', of: 'oBuyer0000001', at: 'addresses.home' }
  const sealed = createPersonal({ current: another, old: [] }).seal(at, { name: '林知夏' })
  expect(openPersonal({ personal, log }, at, sealed)).toBeUndefined()
  expect(lines).toEqual([
    {
      event: 'personal.unreadable',
      in: 'members',
      of: 'oB…0001',
      at: 'addresses.home',
      key: another.id,
    },
  ])
  expect(openPersonal({ personal, log }, at, personal.seal(at, { name: '林' }))).toEqual({ name: '林' })
  expect(lines).toHaveLength(1)
})

test('[SEAL-6] the key is read by whoever seals or opens first, and not before', () => {
  let made = 0
  const lazy = personalWhenNeeded(() => {
    made += 1
    return personal
  })
  expect(made).toBe(0)
  const at = { in: 'a', of: 'b', at: 'c' }
  expect(lazy.open(at, lazy.seal(at, { name: '林' }))).toEqual({ name: '林' })
  expect(made).toBe(1)
})
