import fc from 'fast-check'
import { maskPhones } from './phones'

test.each([
  ['群主电话 13611112222', '群主电话 136****2222'],
  ['136 1111 2222', '136 **** 2222'],
  ['136-1111-2222 或 136–1111 2222', '136-****-2222 或 136–**** 2222'],
  ['1361111 2222', '136**** 2222'],
  ['136.1111.2222', '136.****.2222'],
  ['１３６１１１１２２２２', '１３６****２２２２'],
  ['136１1112222', '136****2222'],
  ['一三六一一一一二二二二', '一三六****二二二二'],
  ['1️⃣36 1111 2222', '1️⃣36 **** 2222'],
  ['136\u200b1111\u200b2222', '136\u200b****\u200b2222'],
  ['+86 13611112222', '+86 136****2222'],
  ['8613611112222', '86136****2222'],
  ['(0086)136 1111 2222', '(0086)136 **** 2222'],
  ['013611112222', '0136****2222'],
  ['微信同号abc13611112222', '微信同号abc136****2222'],
  ['群二13611112222', '群二136****2222'],
  ['15 13611112222 13711113333', '15 136****2222 137****3333'],
  ['136 11111 380 0138 000', '136 ****1 38* ***8 000'],
  ['0571-8888 1234', '0571-**** **34'],
  ['（0571）88881234 转 8', '（0571）******34 转 8'],
  ['01082345678', '010******78'],
  ['+86 571 8888 6666', '+86 571 **** **66'],
])('[REVEAL-1, TRAIL-2] of %j others read %s', (text, masked) => expect(maskPhones(text)).toBe(masked))

test.each([
  '1,286.42',
  '139.99 1299.00',
  '2026-11-30 13:00 到 2026 年底，共 500g × 12',
  '订单 20261130136111122220',
  'SF1361111222233',
  '139 元一份，150 份',
  '400-123-4567',
  '95588',
  '三单元三〇二',
  '规则第 12 版',
])('[REVEAL-1] no telephone number is masked in %j', (text) => expect(maskPhones(text)).toBe(text))

/** A figure as people type it. */
const typed = (figure: number) => fc.constantFrom(String(figure), String.fromCharCode(0xff10 + figure))
const between = fc.constantFrom('', '', '', ' ', '-', '　', '－', ' - ', '\u200b')
const mobile = fc
  .tuple(fc.constantFrom(3, 4, 5, 6, 7, 8, 9), fc.array(fc.nat(9), { minLength: 9, maxLength: 9 }))
  .chain(([second, rest]) => {
    const digits = [1, second, ...rest]
    return fc
      .tuple(...digits.map((figure) => fc.tuple(typed(figure), between)))
      .map((parts) => ({ digits: digits.join(''), text: parts.flat().join('') }))
  })
/** What stands beside a number, and would be no part of it. */
const beside = fc.constantFrom(
  '',
  '微信 ',
  '电话：',
  '+86',
  '86',
  '0086 ',
  '库存 5 件，',
  'v',
  '、',
  '¥12.50；',
  '群一',
)

const figuresOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

test('[REVEAL-1, TRAIL-2] no mobile number survives, however it is written and whatever stands beside it', () => {
  fc.assert(
    fc.property(
      beside,
      fc.array(mobile, { minLength: 1, maxLength: 3 }),
      beside,
      (before, numbers, after) => {
        const written = `${before}${numbers.map(({ text }) => text).join('，')}，${after}`
        const masked = maskPhones(written)
        for (const { digits } of numbers) expect(figuresOf(masked)).not.toContain(digits)
        expect(masked).toHaveLength(written.length)
        expect(maskPhones(masked)).toBe(masked)
        // Three in front and four at the end are told.
        expect(masked.match(/\*/g)).toHaveLength(4 * numbers.length)
      },
    ),
  )
})

test('[REVEAL-1] a text keeps everything that is no figure', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), mobile, (text, { text: number }) => {
      const written = `${text}${number}`
      const masked = Array.from(maskPhones(written))
      const changed = Array.from(written).filter((one, at) => masked[at] !== one)
      for (const one of changed)
        expect(one.normalize('NFKC')).toMatch(/^[\d〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]$/)
    }),
  )
})
