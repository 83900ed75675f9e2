import type { BindingPolicy, CommissionPolicy } from '@shared/contract/policy/schema'
import type { InputOf } from '@shared/contract'
import { BPS_MOST } from '@shared/contract/limits'
import {
  FREEZE_DAYS,
  isProtection,
  LEVELS_FREELY,
  PROTECTED_DAYS,
  RATES_MOST_BPS,
  VALID_DAYS,
} from '@shared/contract/policy/limits'
import { THREE_LEVELS } from '@shared/words/three-levels'
import type { Policy } from './hooks'

/** The rules as they are typed: rates in per cent, days as figures. */
export interface PolicyForm {
  /** One text a level, nearest first; as many as there are levels. */
  rates: string[]
  base: CommissionPolicy['base']
  freezeDays: string
  cycle: CommissionPolicy['cycle']
  mode: BindingPolicy['mode']
  validDays: string
  protectedDays: string
}
export type PolicyErrors = {
  rates: (string | undefined)[]
  total?: string
  freezeDays?: string
  validDays?: string
  protectedDays?: string
}

/** `20` → 2000, `7.5` → 750, `0.58%` → 58; null for what is no percentage of at most two decimals. */
export function parsePercent(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[%\s]/g, '').replace(/。/g, '.')
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return null
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bps <= BPS_MOST ? bps : null
}

/** 750 → `7.5`. */
export function percentInput(bps: number): string {
  const fraction = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(bps / 100)}${fraction && `.${fraction}`}`
}

export function policyForm({ commission, binding }: Pick<Policy, 'commission' | 'binding'>): PolicyForm {
  return {
    rates: commission.rates.map(percentInput),
    base: commission.base,
    freezeDays: String(commission.freezeDays),
    cycle: commission.cycle,
    mode: binding.mode,
    validDays: String(binding.validDays),
    protectedDays: String(binding.protectedDays),
  }
}

/** As many rates as levels; a level that comes back starts with what it had, or with 5 %. */
export function withLevels(form: PolicyForm, levels: number, before: readonly string[]): PolicyForm {
  return {
    ...form,
    rates: Array.from({ length: levels }, (_, index) => form.rates[index] ?? before[index] ?? '5'),
  }
}

function days(text: string, { least, most }: { least: number; most: number }): number | null {
  const plain = text.normalize('NFKC').trim()
  if (!/^\d{1,9}$/.test(plain)) return null
  const value = Number(plain)
  return value >= least && value <= most ? value : null
}

const between = ({ least, most }: { least: number; most: number }) => `填 ${least} 到 ${most} 天`

export function policyErrors(form: PolicyForm): PolicyErrors {
  const bps = form.rates.map(parsePercent)
  const errors: PolicyErrors = {
    rates: bps.map((rate) => (rate === null ? '填 0 到 100，最多两位小数' : undefined)),
  }
  const total = bps.reduce<number>((sum, rate) => sum + (rate ?? 0), 0)
  if (total > RATES_MOST_BPS) {
    errors.total = `各级加起来是 ${percentInput(total)}%，不能超过 ${percentInput(RATES_MOST_BPS)}%`
  }
  if (days(form.freezeDays, FREEZE_DAYS) === null) errors.freezeDays = between(FREEZE_DAYS)
  const valid = days(form.validDays, VALID_DAYS)
  if (valid === null) errors.validDays = between(VALID_DAYS)
  const guarded = days(form.protectedDays, PROTECTED_DAYS)
  if (guarded === null) errors.protectedDays = between(PROTECTED_DAYS)
  else if (valid !== null && !isProtection(guarded, valid)) errors.protectedDays = '保护期不能比有效期长'
  return errors
}

export function firstPolicyError({ rates, ...rest }: PolicyErrors): string | undefined {
  return rates.find((error) => error !== undefined) ?? Object.values(rest)[0]
}

/** What is sent; call it on a form without errors. `signed`: the name below the explanation of three levels. */
export function policyInput(
  form: PolicyForm,
  signed?: string,
): Omit<InputOf<'merchant/policy.save'>, 'version'> {
  const isThree = form.rates.length > LEVELS_FREELY
  return {
    ...(isThree &&
      signed !== undefined && { threeLevels: { textVersion: THREE_LEVELS.version, name: signed } }),
    commission: {
      rates: form.rates.map((rate) => parsePercent(rate) ?? 0),
      base: form.base,
      freezeDays: days(form.freezeDays, FREEZE_DAYS) ?? 0,
      cycle: form.cycle,
    },
    binding: {
      mode: form.mode,
      validDays: days(form.validDays, VALID_DAYS) ?? 0,
      protectedDays: days(form.protectedDays, PROTECTED_DAYS) ?? 0,
    },
  }
}

/** What a form means; undefined while something in it is wrong. */
export function policyOf(form: PolicyForm): ReturnType<typeof policyInput> | undefined {
  return firstPolicyError(policyErrors(form)) === undefined ? policyInput(form) : undefined
}
