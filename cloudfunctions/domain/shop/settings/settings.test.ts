import fc from 'fast-check'
import { settingsDoc, THREE_LEVEL_POLICY, THREE_RATES } from '../../../../tests/support/documents'
import { ifRight, readSettings, type SettingsField } from './settings.rules'

/** Settings as somebody may have left them in the database's console. */
const written = (changes: Record<string, unknown>) => readSettings(settingsDoc(changes as object))
const codeOf = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

test('[SETTINGS-1] what is right is read as it stands', () => {
  expect(written({})).toEqual({ settings: settingsDoc(), wrong: [] })
})

const RULES = {
  freightFen: ['800', 8.5, -1, NaN, Infinity, null, undefined, 1e12, { $numberLong: '8' }],
  freeFreightFromFen: ['9900', 99.5, -1],
  afterSaleDays: ['7', -1, 7.5, 1e9],
  autoReceiveDays: ['10', 0, NaN],
  unpaidMinutes: ['30', 0, -30, 1e9],
  policyVersion: ['1', -1],
  policyChangedAt: ['2026-11-20'],
  agreement: [null, { version: 1 }, { version: '1', title: '', paragraphs: [] }],
  commission: [
    undefined,
    { rates: [2_000, '1000'], base: 'sales', freezeDays: 7, cycle: 'daily' },
    { rates: [4_000, 2_000], base: 'sales', freezeDays: 7, cycle: 'daily' },
    { rates: [2_000], base: 'turnover', freezeDays: 7, cycle: 'daily' },
    { rates: [2_000], base: 'sales', freezeDays: NaN, cycle: 'daily' },
  ],
  binding: [
    { mode: 'best', validDays: 365, protectedDays: 30 },
    { mode: 'first', validDays: '365' },
  ],
} satisfies Partial<Record<SettingsField, unknown[]>>

test.each(Object.entries(RULES))('[SETTINGS-1] %s that is wrong is used by nobody', (field, values) => {
  for (const value of values) {
    const { settings, wrong } = written({ [field]: value })
    expect([...new Set(wrong.map((place) => place.split('.')[0]))]).toEqual([field])
    expect(codeOf(() => settings[field as SettingsField])).toBe('SHOP_SETTINGS')
    expect(ifRight(() => settings[field as SettingsField])).toBeUndefined()
    const { [field as SettingsField]: _, ...others } = settingsDoc()
    for (const other of Object.keys(others) as SettingsField[]) {
      expect(settings[other]).toEqual(settingsDoc()[other])
    }
  }
})

test('[LAW-3] three levels that lack nothing but the signature count as their first two, and that is told', () => {
  const { settings, wrong } = written({ commission: THREE_RATES })
  expect(settings.commission).toEqual({ ...THREE_RATES, rates: [2_000, 1_000] })
  expect(wrong).toEqual(['commission.unsigned'])
})

test.each<[string, object]>([
  ['above half of the price', { ...THREE_RATES, rates: [3_000, 1_500, 1_000] }],
  ['of four levels', { ...THREE_RATES, rates: [100, 100, 100, 100] }],
  ['with a rate that is a text', { ...THREE_RATES, rates: [2_000, 1_000, '500'] }],
  ['with half a signature', { ...THREE_LEVEL_POLICY, threeLevels: { name: '沈禾' } }],
  ['with a signature of nothing', { ...THREE_LEVEL_POLICY, threeLevels: null }],
])('[LAW-3] a policy %s stays refused', (_, commission) => {
  const { settings, wrong } = written({ commission })
  expect(codeOf(() => settings.commission)).toBe('SHOP_SETTINGS')
  expect(wrong).not.toContain('commission.unsigned')
})

test('[SETTINGS-2] lists keep the entries that are right, and the rest is shown as nothing', () => {
  const category = { categoryId: 'tea', name: '茶', icon: 'tea' }
  const section = { sectionId: 's', title: '本周', subtitle: '', layout: 'row', productIds: ['p1'] }
  const { settings, wrong } = written({
    name: 7,
    openedAt: '去年',
    promises: ['包邮', 7, null],
    banners: 'banner.webp',
    categories: [category, { name: '没有编号' }],
    sections: [{ ...section, layout: 'wall' }, section],
    messageTemplates: { paid: 5 },
  })
  expect(settings).toMatchObject({
    name: '',
    openedAt: 0,
    promises: ['包邮'],
    banners: [],
    categories: [category],
    sections: [section],
    messageTemplates: {},
  })
  expect(wrong).toEqual([
    'name',
    'openedAt',
    'messageTemplates.paid',
    'promises.1',
    'promises.2',
    'banners',
    'categories.1.categoryId',
    'categories.1.icon',
    'sections.0.layout',
  ])
})

test('[SETTINGS-1] whatever stands there, no amount, span or rate is anything but a whole number', () => {
  const fields = Object.keys(settingsDoc()).filter((field) => field !== '_id')
  const anything = fc.dictionary(fc.constantFrom(...fields), fc.anything(), { maxKeys: 8 })
  fc.assert(
    fc.property(anything, (changes) => {
      const { settings, wrong } = written(changes)
      for (const field of ['freightFen', 'freeFreightFromFen', 'afterSaleDays', 'unpaidMinutes'] as const) {
        const value = ifRight(() => settings[field])
        expect(value === undefined || Number.isSafeInteger(value)).toBe(true)
        expect(value === undefined).toBe(wrong.includes(field))
      }
      const rates = ifRight(() => settings.commission)?.rates ?? []
      expect(rates.every((rate) => Number.isSafeInteger(rate) && rate >= 0)).toBe(true)
      for (const list of [settings.promises, settings.banners, settings.sections]) {
        expect(Array.isArray(list)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('[SETTINGS-1] of a projection only its fields are looked at', () => {
  expect(
    readSettings({ freightFen: 1, freeFreightFromFen: 2 }, ['freightFen', 'freeFreightFromFen']),
  ).toEqual({
    settings: { freightFen: 1, freeFreightFromFen: 2 },
    wrong: [],
  })
})
