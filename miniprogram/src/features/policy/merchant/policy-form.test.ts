import {
  commissionPolicy,
  bindingPolicy,
  DEFAULT_BINDING_POLICY,
  DEFAULT_COMMISSION_POLICY,
} from '@shared/contract/policy/schema'
import { exampleOf, EXAMPLE_PAY_FEN } from './example'
import {
  parsePercent,
  percentInput,
  policyErrors,
  policyForm,
  policyInput,
  policyOf,
  withLevels,
} from './policy-form'

const form = policyForm({
  commission: { ...DEFAULT_COMMISSION_POLICY, rates: [2_000, 1_000, 500] },
  binding: DEFAULT_BINDING_POLICY,
})

test('rates are typed in per cent and kept in basis points, exactly', () => {
  expect(['20', '7.5', '0.58%', '１０', '0', '100', '5.'].map(parsePercent)).toEqual([
    2000, 750, 58, 1000, 0, 10_000, 500,
  ])
  expect(['', '-1', '1.234', '101', 'abc', '1e3'].map(parsePercent)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ])
  for (const bps of [0, 1, 58, 750, 2000, 10_000]) expect(parsePercent(percentInput(bps))).toBe(bps)
})

test('the form of the defaults means the defaults', () => {
  const defaults = policyForm({ commission: DEFAULT_COMMISSION_POLICY, binding: DEFAULT_BINDING_POLICY })
  expect(policyOf(defaults)).toEqual({
    commission: DEFAULT_COMMISSION_POLICY,
    binding: DEFAULT_BINDING_POLICY,
  })
})

test('what the form lets through, the contract takes', () => {
  const meant = policyOf({ ...form, rates: ['50'], freezeDays: '0', protectedDays: '0', validDays: '3650' })
  expect(commissionPolicy.safeParse(meant?.commission).success).toBe(true)
  expect(bindingPolicy.safeParse(meant?.binding).success).toBe(true)
})

test('each mistake has its sentence, and none of them is sent', () => {
  expect(policyErrors({ ...form, rates: ['40', '20'] }).total).toMatch('60%')
  expect(policyErrors({ ...form, freezeDays: '91' }).freezeDays).toBeDefined()
  expect(policyErrors({ ...form, validDays: '10', protectedDays: '30' }).protectedDays).toMatch('有效期')
  for (const wrong of [{ rates: ['x'] }, { freezeDays: '' }, { validDays: '0' }, { protectedDays: '1.5' }]) {
    expect(policyOf({ ...form, ...wrong })).toBeUndefined()
  }
})

test('levels come and go with their rates', () => {
  const one = withLevels(form, 1, form.rates)
  expect(one.rates).toEqual(['20'])
  expect(withLevels(one, 3, form.rates).rates).toEqual(['20', '10', '5'])
})

test('[LAW-1] a signature travels with three levels and with nothing else', () => {
  expect(DEFAULT_COMMISSION_POLICY.rates).toHaveLength(1)
  expect(policyInput(form, '沈禾').threeLevels).toEqual({ textVersion: 1, name: '沈禾' })
  expect(policyInput(form)).not.toHaveProperty('threeLevels')
  expect(policyInput(withLevels(form, 2, form.rates), '沈禾')).not.toHaveProperty('threeLevels')
})

test('the worked example is reckoned by the rules of real orders', () => {
  const sales = exampleOf({ rates: [2000, 1000, 500], base: 'sales' })
  expect(sales.levels.map(({ amountFen }) => amountFen)).toEqual([2000, 1000, 500])
  expect(sales.totalFen + sales.keptFen).toBe(EXAMPLE_PAY_FEN)
  const profit = exampleOf({ rates: [2000, 1000], base: 'profit' })
  expect(profit).toMatchObject({ baseFen: 4000, totalFen: 1200, keptFen: 8800 })
})
