import { storefront as cart } from '../contract/member/calls'
import { cutGraphemes, firstGrapheme, graphemes } from './graphemes'
import { cleanLine, isVisibleText } from './line'

/** Names as people really have and paste them. */

const nicknameOf = (nickname: string) => cart['member.updateProfile'].input.safeParse({ nickname })

const Z = 'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e'

test.each<[name: string, first: string, length: number]>([
  ['林小满', '林', 3],
  ['阿依古丽·买买提', '阿', 8],
  ['𠮷田', '𠮷', 2],
  ['㛃', '㛃', 1],
  ['👨‍👩‍👧‍👦一家', '👨‍👩‍👧‍👦', 3],
  ['🇨🇳🇭🇰', '🇨🇳', 2],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 1],
  ['👍🏽手工', '👍🏽', 3],
  ['❤️', '❤️', 1],
  ['1️⃣号', '1️⃣', 2],
  ['محمد', 'م', 4],
  ['שָׁלוֹם', 'שָׁ', 4],
  ['नमस्ते', 'न', graphemes('नमस्ते').length],
  ['ᄒ\u1161\u11abᄀ\u1173\u11af', 'ᄒ\u1161\u11ab', 2],
  ['Ze\u0301', 'Z', 2],
  ['༄༅།', '༄', 3],
])('[TEXT-2] %s is a name as it stands', (name, first, length) => {
  const parsed = nicknameOf(name)
  expect(parsed.success && parsed.data.nickname).toBe(name)
  expect([firstGrapheme(name), graphemes(name).length]).toEqual([first, length])
  expect(cutGraphemes(name, 1)).toBe(first)
})

test.each([
  ['a zero-width space', '\u200b'],
  ['joiners alone', '\u200d\u200d'],
  ['a filler', '\u3164'],
  ['a name read backwards', '\u202e满小林'],
  ['an isolate', '\u2067林\u2069'],
  ['a mark of direction', '林\u200f'],
  ['half an emoji', '林\ud83d'],
  ['the other half', '\udc4d林'],
  ['a tower of marks', Z],
  ['a tower within', `林${'\u0301'.repeat(20)}小满`],
  ['marks alone', '\u0301\u0302'],
  ['an escape', '林\x1b[31m'],
  ['twenty-one characters', '👨‍👩‍👧‍👦'.repeat(21)],
])('[TEXT-2] %s is no name', (_, name) => expect(nicknameOf(name).success).toBe(false))

test('[TEXT-2] a tower of marks is brought down to what a script may have', () => {
  const line = cleanLine(`林${'\u0301'.repeat(30)}`)
  expect(line).toBe(`林${'\u0301'.repeat(8)}`)
  expect(isVisibleText(line)).toBe(true)
  expect(cleanLine(line)).toBe(line)
})
