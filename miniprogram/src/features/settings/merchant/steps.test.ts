import { settingsGroups } from '@shared/contract/settings/schema'
import { SETUP_STEPS } from '@shared/contract/setup/limits'
import { afterSaleForm } from './groups/after-sale'
import { contactForm } from './groups/contact'
import { freightForm } from './groups/freight'
import { legalForm } from './groups/legal'
import { shopForm } from './groups/shop'
import type { Settings } from './hooks'
import { factsOf, findFacts, freightText, nextStep, stepText } from './steps'

const text = (title: string) => ({ title, paragraphs: ['第一段', '第二段'] })
const settings: Settings = {
  version: 3,
  shop: { name: '溪口小店', slogan: '自家种的', searchHint: '搜花生', logo: '' },
  contact: { servicePhone: '0571-5555 0199' },
  freight: { freightFen: 800, freeFreightFromFen: 9_900 },
  afterSale: { afterSaleDays: 7, autoReceiveDays: 10, unpaidMinutes: 30, promises: ['坏果包赔', '产地直发'] },
  commission: { ratesBps: [1_000] },
  legal: { terms: text('用户协议'), privacy: text('隐私政策'), agreement: text('推广协议') },
}

const FORMS = {
  shop: shopForm,
  contact: contactForm,
  freight: freightForm,
  afterSale: afterSaleForm,
  legal: legalForm(settings),
}

test.each(Object.entries(FORMS))(
  'the form of %s means what stands, and the contract takes it',
  (group, form) => {
    const read = form.read(settings) as never
    expect(form.errors(read)).toEqual({})
    const sent = (form.input(read) as Record<string, unknown>)[group]
    expect(settingsGroups[group as keyof typeof settingsGroups].safeParse(sent).success).toBe(true)
  },
)

test('telephones as people write them become one that can be dialled', () => {
  const phoneOf = (servicePhone: string) =>
    Object.keys(contactForm.errors({ servicePhone })).length === 0
      ? contactForm.input({ servicePhone }).contact?.servicePhone
      : undefined
  expect(phoneOf('０５７１—５５５５ ０１９９')).toBe('0571-5555 0199')
  expect(phoneOf(' 138 0013 8000 ')).toBe('138 0013 8000')
  expect(phoneOf('400-800-1234')).toBe('400-800-1234')
  expect(phoneOf('+86 571 5555 0199')).toBe('+86 571 5555 0199')
  for (const wrong of ['', '打我微信', '12345', '0571-5555 0199 转 3', '13800138000138001380']) {
    expect(phoneOf(wrong)).toBeUndefined()
  }
})

test('free of freight is free in every way of writing it, and asks for nothing else', () => {
  for (const freight of [
    { freightFen: 0, freeFreightFromFen: 9_900 },
    { freightFen: 800, freeFreightFromFen: 0 },
  ]) {
    expect(freightText(freight)).toBe('全场包邮')
    const form = freightForm.read({ ...settings, freight })
    expect(form.free).toBe(true)
    expect(freightForm.input(form)).toEqual({ freight: { freightFen: 0, freeFreightFromFen: 0 } })
  }
  expect(freightForm.errors({ free: false, freightFen: 0, freeFreightFromFen: 0 })).toEqual({
    freightFen: expect.stringContaining('全场包邮'),
    freeFreightFromFen: expect.stringContaining('全场包邮'),
  })
})

test('promises are told apart however they are separated, and only a few short ones fit', () => {
  const form = afterSaleForm.read(settings)
  const promises = afterSaleForm.input({ ...form, promises: '坏果包赔，产地直发; 7 天无理由' }).afterSale
    ?.promises
  expect(promises).toEqual([{ text: '坏果包赔' }, { text: '产地直发' }, { text: '7 天无理由' }])
  expect(afterSaleForm.errors({ ...form, promises: 'a、b、c、d、e' }).promises).toMatch('4')
  expect(afterSaleForm.errors({ ...form, promises: '一二三四五六七八九十一' }).promises).toMatch('10')
  expect(
    afterSaleForm.errors({ ...form, afterSaleDays: '7.5', autoReceiveDays: '', unpaidMinutes: '1' }),
  ).toEqual({
    afterSaleDays: expect.any(String),
    autoReceiveDays: expect.any(String),
    unpaidMinutes: expect.any(String),
  })
})

test('an agreement that is too long says where, and an empty one is none', () => {
  const form = FORMS.legal.read(settings)
  expect(FORMS.legal.errors({ ...form, terms: ' \n ' }).terms).toBe('用户协议还没有写内容')
  expect(FORMS.legal.errors({ ...form, terms: `好\n${'长'.repeat(601)}` }).terms).toMatch('第 2 段')
  expect(FORMS.legal.errors({ ...form, terms: Array(41).fill('段').join('\n') }).terms).toMatch('40 段')
})

test('what comes next is the first step that is not done, behind this one first', () => {
  expect(nextStep({ done: [] })).toBe('shop')
  expect(nextStep({ done: ['shop', 'freight'] }, 'shop')).toBe('contact')
  expect(nextStep({ done: ['afterSale', 'commission', 'legal', 'product'] }, 'freight')).toBe('shop')
  expect(nextStep({ done: [] }, 'product')).toBe('shop')
  expect(nextStep({ done: SETUP_STEPS.filter((step) => step !== 'legal') }, 'legal')).toBeUndefined()
  expect(nextStep({ done: [...SETUP_STEPS] })).toBeUndefined()
})

test('a step says what stands once it is done, and what it is about before', () => {
  expect(stepText('freight', settings, true)).toBe('满 99 元包邮，不满收 8 元')
  expect(stepText('freight', settings, false)).toBe('包邮还是收多少')
  expect(stepText('commission', settings, true)).toBe('一级，10%')
  const { freight: _freight, ...wrong } = settings
  expect(stepText('freight', wrong, true)).toMatch('重新填')
})

test('a search finds settings by name and by value', () => {
  const labels = (word: string) => findFacts(factsOf(settings), word).map(({ label }) => label)
  expect(labels('运费')).toEqual(['运费'])
  expect(labels('包邮')).toEqual(['运费'])
  expect(labels(' １０% ')).toEqual(['佣金比例和级数'])
  expect(labels('天')).toEqual(expect.arrayContaining(['退货时限', '自动签收']))
  expect(labels('')).toEqual([])
  expect(labels('没有的东西')).toEqual([])
})
