import fc from 'fast-check'
import { OWNER_CODE_ALPHABET } from '@shared/contract/staff/limits'
import { ownerCode } from '@shared/contract/staff/schema'
import { ownerCodeIn } from './owner-code'

const CODE = 'ABCDEFGHJKLMNPQR'

test.each([
  ['as it is printed', 'ABCD-EFGH-JKLM-NPQR'],
  ['small, with blanks', ' abcd efgh jklm npqr\n'],
  ['full-width', 'ＡＢＣＤ－ＥＦＧＨ－ＪＫＬＭ－ＮＰＱＲ'],
  ['the whole line of the terminal', 'The owner’s code: ABCD-EFGH-JKLM-NPQR'],
  ['ours', '  开店码  ABCD-EFGH-JKLM-NPQR（7 天内有效）'],
  ['too much of it', 'ABCDEFGHJKLMNPQRST'],
])('a code is taken %s', (_, text) => {
  expect(ownerCodeIn(text)).toEqual({ code: CODE })
})

test('a character that no code has is named, until the code is whole', () => {
  expect(ownerCodeIn('AB0')).toEqual({ code: 'AB', odd: '0' })
  expect(ownerCodeIn('abi')).toEqual({ code: 'AB', odd: 'I' })
  expect(ownerCodeIn('ABCD-')).toEqual({ code: 'ABCD' })
  expect(ownerCodeIn('')).toEqual({ code: '' })
})

test('whatever is a code for the server is one here, and what stands in the cells is one for the server', () => {
  const character = fc.constantFrom(...OWNER_CODE_ALPHABET)
  const between = fc.constantFrom('', '-', ' ')
  const parts = fc.array(fc.tuple(character, between), { minLength: 16, maxLength: 16 })
  fc.assert(
    fc.property(parts, (all) => {
      const text = all.map(([one, gap]) => one.toLowerCase() + gap).join('')
      const { code } = ownerCodeIn(text)
      expect(code).toBe(ownerCode.parse(text))
      expect(ownerCodeIn(code)).toEqual({ code })
    }),
  )
})
