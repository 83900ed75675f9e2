import fc from 'fast-check'
import { cleanMobile, isMobile } from './mobile'

it.each([
  '+86 138 0000 6207',
  '+8613800006207',
  '8613800006207',
  '138-0000-6207',
  '１３８００００６２０７',
  '138 0000 6207',
  '13800006207',
  '０１３'.slice(1) + '８ ００００　６２０７',
  '0086-138-0000-6207',
  '（+86）138 0000 6207',
  '\u202d+86 138 0000 6207\u202c',
  '138—0000—6207',
])('[TEXT-4] %s is 13800006207', (text) => {
  expect(cleanMobile(text)).toBe('13800006207')
})

it.each([
  ['138****6207', '138****6207'],
  ['138 **** 6207', '138****6207'],
  ['138000062071', '138000062071'],
  ['1380000620', '1380000620'],
  ['+852 5123 4567', '+85251234567'],
  ['+1 380 000 6207', '+13800006207'],
  ['8612800006207', '12800006207'],
  ['13800006207转8', '13800006207转8'],
  ['', ''],
])('[TEXT-4] %s is none', (text, shown) => {
  expect(cleanMobile(text)).toBe(shown)
  expect(isMobile(cleanMobile(text))).toBe(false)
})

it('can be typed figure by figure, in every form', () => {
  for (const whole of [
    '13800006207',
    '+8613800006207',
    '8613800006207',
    '008613800006207',
    '138 0000 6207',
  ]) {
    let shown = ''
    for (const key of whole) shown = cleanMobile(shown + key)
    expect([whole, shown]).toEqual([whole, '13800006207'])
  }
})

it('[TEXT-4] never becomes a number that was not written', () => {
  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
  const numbers = fc
    .tuple(
      fc.constantFrom('', '+86', '86 ', '0086', '+1', '转'),
      fc.constantFrom('13', '19', '1', '10'),
      digits(9),
    )
    .map((parts) => parts.join(''))
  const noise = fc.string({ unit: fc.constantFrom(...'0123456789*+- 转'), maxLength: 18 })
  let found = 0
  fc.assert(
    fc.property(fc.oneof(numbers, noise), (text) => {
      const cleaned = cleanMobile(text)
      expect(cleanMobile(cleaned)).toBe(cleaned)
      if (!isMobile(cleaned)) return
      found += 1
      expect(text.replace(/[- ]/g, '')).toMatch(/^(\+86|0086|86)?1\d{10}$/)
    }),
    { numRuns: 2_000 },
  )
  expect(found).toBeGreaterThan(50)
})
