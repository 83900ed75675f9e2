import fc from 'fast-check'
import { createSeal } from './seal'

const seal = createSeal('secret of the app')

test('opens what it closed, for the same purpose only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const sealed = seal.close('list', text)
      expect(sealed).toMatch(/^[0-9A-Za-z_-]+$/)
      expect(seal.close('list', text)).toBe(sealed)
      expect(seal.open('list', sealed)).toBe(text)
      expect(seal.open('another list', sealed)).toBeUndefined()
      expect(createSeal('another secret').open('list', sealed)).toBeUndefined()
    }),
  )
})

test('shows nothing of the text', () => {
  const openid = 'oBuyer0000000000000000000001'
  const sealed = seal.close('list', openid)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(openid.slice(0, 6))
  expect(seal.close('list', 'oBuyer0000000000000000000002').slice(22)).not.toBe(sealed.slice(22))
})

test('refuses a text of which one character is another one, or that is longer or shorter', () => {
  const sealed = seal.close('list', '[1700000000000,"20261121"]')
  for (let i = 0; i < sealed.length; i++) {
    const forged = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1)
    expect([i, seal.open('list', forged)]).toEqual([i, undefined])
  }
  for (const forged of [
    '',
    'x',
    sealed.slice(0, -1),
    `${sealed}A`,
    `${sealed}=`,
    `${sealed} `,
    '汉字汉字汉字汉字汉字汉字汉字',
  ])
    expect([forged, seal.open('list', forged)]).toEqual([forged, undefined])
})
