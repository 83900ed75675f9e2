import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { contract } from '@shared/contract'
import { FEN_MOST, QUANTITY_MOST, type TextLimit } from '@shared/contract/limits'
import { keywordInput } from '@shared/contract/catalog/limits'
import { ADJUST_REASON, ADJUSTED_MOST } from '@shared/contract/inventory/limits'
import { REFUSE_REASON } from '@shared/contract/distributor/limits'
import { NICKNAME } from '@shared/contract/member/limits'
import { REMARK } from '@shared/contract/checkout/limits'
import { HANDLE_NOTE } from '@shared/contract/reconciliation/limits'
import { REFUND_REASON } from '@shared/contract/refund/limits'
import { misfit } from '@shared/text/length'
import { cleanMobile } from '@shared/text/mobile'
import {
  createInput,
  EMPTY_PRODUCT,
  NEW_CATEGORY,
  newProductErrors,
  openingOf,
} from '@/features/catalog/merchant/new-product-form'
import { firstError, limitOf, productErrors, saveInput } from '@/features/catalog/merchant/product-form'
import { applyErrors, applyInput, CHANNELS } from '@/features/distributor/apply-form'
import { cleanWaybill } from '@/features/fulfilment/merchant/waybill'
import { piecesOf } from '@/features/inventory/merchant/stock'
import { addressErrors, addressInput } from '@/features/member/address-form'
import { policyErrors, firstPolicyError, policyOf } from '@/features/policy/merchant/policy-form'

/**
 * A bound of the contract stands once, in `limits.ts`. Forms carry no schema and take it from there: what a form lets
 * through, the contract takes, and what it refuses, the contract refuses, too.
 */

const root = path.resolve(__dirname, '../..')
const client = path.join(root, 'miniprogram/src')

const filesIn = (folder: string, wanted: RegExp) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => wanted.test(name) && !/\.test\.tsx?$|(^|\/)(collected|gallery)\//.test(name))
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }))

const linesWith = (files: { name: string; text: string }[], wrong: RegExp) =>
  files.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, at) => (wrong.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [])),
  )

describe('a bound stands once', () => {
  test('the schemas of calls name theirs', () => {
    const schemas = filesIn(path.join(root, 'shared/contract'), /\/(calls|schema)\.ts$/)
    expect(schemas.length).toBeGreaterThan(20)
    expect(linesWith(schemas, /\btext\(\s*\d|\.max\(\s*-?\d\d|\.min\(\s*-?\d\d/)).toEqual([])
  })

  test('the client writes none of its own', () => {
    const sources = filesIn(client, /\.tsx?$/)
    expect(linesWith(sources, /\b999\b|1\[3-9\]|\bmaxLength\b/)).toEqual([])
    // An input that cuts, cuts before anybody has read what was pasted.
    expect(
      linesWith(sources, /\bmaxlength\b/).filter((line) => !/^ui\/form\/native-input/.test(line)),
    ).toEqual([])
    const forms = filesIn(client, /-form\.ts$|merchant\/(stock|waybill)\.ts$/)
    expect(
      linesWith(forms, /(length|Bps|Fen|pieces|days|total) ?[<>]=? ?[\d_]{2,}|\.\.\.[\w.]+\]\.length/),
    ).toEqual([])
  })
})

/** Texts around the ends of a limit, and what people write besides. */
const around = ({ least, most }: TextLimit) =>
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(0, least - 1, least, most, most + 1).filter((length) => length >= 0),
        fc.nat(most + 2),
      ),
      fc.constantFrom('茶', 'a', '7', '👨‍👩‍👧‍👦'),
      fc.constantFrom('', ' ', '\u3000'),
    )
    .map(([length, character, blank]) => blank + character.repeat(length) + blank)

const mobiles = fc.constantFrom(
  '13800006207',
  '+86 138-0000-6207',
  '１３８ 0000 6207',
  '008613800006207',
  '12800006207',
  '138****6207',
  '1380000620',
  '',
)
const amounts = fc.oneof(fc.constantFrom(null, 0, 1, 9_900, FEN_MOST, FEN_MOST + 1), fc.nat(20_000))
/** What fits, more often than what may not: or a form of many fields hardly ever does. */
const mostly = <T>(fitting: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(fitting), weight: 6 }, others)
const pictureOf = (i: number) => `cloud://shop-1.bucket/pictures/${String(i).padStart(32, '0')}.webp`
/** So many that were uploaded. */
const shownPictures = fc
  .constantFrom(0, 1, 1, 2, 9)
  .map((count) => Array.from({ length: count }, (_, i) => pictureOf(i)))
/** What people type for a number: mostly one between the first two ends, or a form of several hardly ever fits. */
const figures = (least: number, most: number, ...ends: number[]) =>
  fc.oneof(
    fc.constantFrom(
      ...['', '-1', '1.5', 'x'],
      ...[least, most, ...ends].flatMap((end) => [end - 1, end, end + 1].map(String)),
    ),
    fc.nat(4_000).map(String),
    { arbitrary: fc.integer({ min: least, max: most }).map(String), weight: 6 },
  )

const takes = (schema: { safeParse(input: unknown): { success: boolean } }, input: unknown) =>
  schema.safeParse(input).success

const { storefront, distributor, merchant } = contract

/** How many of the forms that a property makes up fit: where nearly all fall at the first bound, it proves little. */
let fitting = 0
const FEW = 8
function counted(fits: boolean): boolean {
  if (fits) fitting += 1
  return fits
}

/** The forms of the client, each by its file: a new one has to be here. */
const FORMS: Record<string, () => void> = {
  'features/member/address-form.ts': () =>
    fc.assert(
      fc.property(
        fc.record({
          name: around({ least: 1, most: 20 }),
          mobile: mobiles.map(cleanMobile),
          province: around({ least: 1, most: 20 }),
          city: around({ least: 1, most: 20 }),
          district: fc.constantFrom('西湖区', ''),
          detail: around({ least: 2, most: 100 }),
          label: fc.constantFrom('', '公司'),
          isDefault: fc.boolean(),
        }),
        (form) => {
          const fits = counted(Object.keys(addressErrors(form)).length === 0)
          expect(takes(storefront['member.saveAddress'].input, addressInput(form, undefined))).toBe(fits)
        },
      ),
      { numRuns: 2_000 },
    ),
  'features/distributor/apply-form.ts': () =>
    fc.assert(
      fc.property(
        fc.record({
          nickname: around({ least: 1, most: 20 }),
          realName: around({ least: 2, most: 20 }),
          mobile: mobiles.map(cleanMobile),
          channel: fc.constantFrom(...CHANNELS),
          // The form has a limit of its own for the note (80), within the contract's for the whole line.
          channelNote: around({ least: 0, most: 60 }),
          agreed: fc.constant(true),
        }),
        (form) => {
          const fits = counted(Object.keys(applyErrors(form)).length === 0)
          expect(takes(distributor['distributor.apply'].input, applyInput(form, 1))).toBe(fits)
        },
      ),
      { numRuns: 600 },
    ),
  'features/catalog/merchant/product-form.ts': () =>
    fc.assert(
      fc.property(
        fc.record({
          name: around({ least: 2, most: 60 }),
          sellingPoint: around({ least: 0, most: 60 }),
          tag: around({ least: 0, most: 6 }),
          categoryId: fc.constantFrom('tea', ''),
          pictures: shownPictures,
          skus: fc.tuple(
            fc.record({
              skuId: fc.constant('a'),
              priceFen: amounts,
              listPriceFen: amounts,
              costFen: amounts,
              limitPerMember: fc.constantFrom('', '0', '1', ' 12 ', '999', '1000', '-1', '1.5', 'two'),
            }),
          ),
        }),
        (form) => {
          const [sku] = form.skus
          const typed = [sku.priceFen, sku.listPriceFen, sku.costFen, limitOf(sku.limitPerMember)]
          const whole = !typed.includes(null)
          const fits = counted(firstError(productErrors(form)) === undefined)
          const taken = takes(merchant['catalog.save'].input, saveInput('p', 1, form, ['/before.webp']))
          // Two rules that no schema of one field has: an amount that is none, and one that reduces nothing.
          const reduces = sku.listPriceFen === 0 || (sku.listPriceFen ?? 0) > (sku.priceFen ?? 0)
          expect(whole && taken && reduces).toBe(fits)
        },
      ),
      { numRuns: 1_000 },
    ),
  'features/catalog/merchant/new-product-form.ts': () =>
    fc.assert(
      fc.property(
        fc.record({
          name: mostly('高山乌龙', around({ least: 2, most: 60 })),
          sellingPoint: mostly('', around({ least: 0, most: 60 })),
          pictures: shownPictures,
          categoryId: fc.constantFrom('tea', 'tea', '', NEW_CATEGORY, NEW_CATEGORY),
          categoryName: mostly('茶', around({ least: 1, most: 6 })),
          priceFen: mostly(9_900, amounts),
          listPriceFen: mostly(0, amounts),
          costFen: mostly(0, amounts),
          pieces: mostly('12', fc.constantFrom('', '0', ' ９ ', '999999', '1000000', '-1', '1.5')),
          limitPerMember: mostly('', fc.constantFrom('0', '1', ' 12 ', '999', '1000', '-1', '1.5', 'two')),
          description: mostly(
            '',
            fc.constantFrom(
              ' 第一段 \r\n\n第二段',
              '茶'.repeat(5_000),
              '茶'.repeat(5_001),
              `${'茶'.repeat(2_500)}\n${'叶'.repeat(2_499)}`,
              `${'茶'.repeat(2_500)}\n${'叶'.repeat(2_500)}`,
            ),
          ),
        }),
        (typed) => {
          const form = { ...EMPTY_PRODUCT, ...typed }
          const { priceFen, listPriceFen, costFen, limitPerMember, pieces } = form
          const whole = ![
            priceFen,
            listPriceFen,
            costFen,
            limitOf(limitPerMember),
            openingOf(pieces),
          ].includes(null)
          const fits = counted(Object.keys(newProductErrors(form)).length === 0)
          const taken = takes(merchant['catalog.create'].input, createInput('a-token-of-sixteen', form))
          const reduces = listPriceFen === 0 || (listPriceFen ?? 0) > (priceFen ?? 0)
          expect(whole && taken && reduces).toBe(fits)
        },
      ),
      { numRuns: 1_000 },
    ),
  'features/policy/merchant/policy-form.ts': () =>
    fc.assert(
      fc.property(
        fc.record({
          rates: fc.array(figures(0, 50, 100), { minLength: 1, maxLength: 3 }),
          base: fc.constantFrom('sales' as const, 'profit' as const),
          freezeDays: figures(0, 90),
          cycle: fc.constantFrom('daily' as const, 'weekly' as const),
          mode: fc.constantFrom('first' as const, 'last' as const),
          validDays: figures(1, 3_650),
          protectedDays: figures(0, 3_650),
        }),
        (form) => {
          const figuresOnly = [...form.rates, form.freezeDays, form.validDays, form.protectedDays].every(
            (text) => /^\d+$/.test(text),
          )
          const fits = counted(firstPolicyError(policyErrors(form)) === undefined)
          expect(policyOf(form) !== undefined).toBe(fits)
          const [freezeDays, validDays, protectedDays] = [
            form.freezeDays,
            form.validDays,
            form.protectedDays,
          ].map(Number)
          const meant = {
            version: 1,
            commission: {
              rates: form.rates.map((rate) => Math.round(Number(rate) * 100)),
              base: form.base,
              freezeDays,
              cycle: form.cycle,
            },
            binding: { mode: form.mode, validDays, protectedDays },
          }
          if (figuresOnly) expect(takes(merchant['policy.save'].input, meant)).toBe(fits)
        },
      ),
      { numRuns: 1_000 },
    ),
}

describe('a form and the contract are of one mind', () => {
  test('every form is asked', () => {
    expect(
      filesIn(client, /^features\/.*-form\.ts$/)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(FORMS).sort())
  })

  test.each(Object.entries(FORMS))('[LIMIT-1] %s', (_file, ask) => {
    fitting = 0
    ask()
    expect(fitting).toBeGreaterThan(FEW)
  })

  const line = (
    limit: TextLimit,
    schema: { safeParse(input: unknown): { success: boolean } },
    of: (text: string) => unknown,
  ) =>
    fc.assert(
      fc.property(around(limit), (text) => {
        expect(takes(schema, of(text))).toBe(misfit(text, limit) === undefined)
      }),
    )

  test('[LIMIT-1] lines that are no form of their own', () => {
    line(NICKNAME, storefront['member.updateProfile'].input, (nickname) => ({ nickname }))
    line(REMARK, storefront['order.place'].input.pick({ remark: true }), (remark) => ({ remark }))
    line(REFUND_REASON, merchant['refund.create'].input, (reason) => ({ orderId: 'o', reason }))
    line(HANDLE_NOTE, merchant['reconciliation.handle'].input, (note) => ({ differenceId: 'd', note }))
    line(REFUSE_REASON, merchant['distributor.decide'].input, (reason) => ({
      distributorId: 'd',
      decision: 'refuse',
      reason,
    }))
    line(ADJUST_REASON, merchant['inventory.adjust'].input, (reason) => ({
      skuId: 's',
      token: 'a-token-of-sixteen',
      begunAt: 0,
      delta: 1,
      reason,
    }))
  })

  test('[LIMIT-1] a search is never refused, whatever was pasted', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), around({ least: 1, most: 40 })),
        (text) => {
          for (const call of [
            storefront['catalog.list'],
            merchant['catalog.list'],
            distributor['sharing.products'],
          ]) {
            expect(takes(call.input, keywordInput(text.replace(/\p{C}/gu, '')))).toBe(true)
          }
        },
      ),
    )
  })

  test('[LIMIT-1] pieces, quantities and waybills', () => {
    for (const text of ['0', '1', '12', String(ADJUSTED_MOST), String(ADJUSTED_MOST + 1), '1.5']) {
      const delta = Number(text)
      const input = { skuId: 's', token: 'a-token-of-sixteen', begunAt: 0, delta, reason: '盘点' }
      expect({ text, taken: takes(merchant['inventory.adjust'].input, input) }).toEqual({
        text,
        taken: piecesOf(text) !== null,
      })
    }
    for (const quantity of [QUANTITY_MOST, QUANTITY_MOST + 1]) {
      const input = { productId: 'p', skuId: 's', quantity }
      expect(takes(storefront['cart.add'].input.partial(), input)).toBe(quantity === QUANTITY_MOST)
    }
    for (const text of [
      'SF138804217765',
      ' sf 1388 0421 ',
      'ＳＦ１３８８０４',
      '12345',
      '顺丰123456',
      'a'.repeat(33),
    ]) {
      const waybill = cleanWaybill(text)
      const input = { orderId: 'o', courier: 'SF', waybill: waybill ?? text.trim() }
      expect({ text, taken: takes(merchant['fulfilment.ship'].input, input) }).toEqual({
        text,
        taken: waybill !== undefined,
      })
    }
  })
})
