import { percentOf } from '@shared/words/percent'
import { BASE_WORDS, MODE_WORDS, PAID_WORDS } from '@shared/words/policy'
import type { PolicyVersion } from './hooks'

/** What a version says, in two lines: the commission, and whose customer a buyer is. */
export function versionLines({
  commission,
  binding,
}: Pick<PolicyVersion, 'commission' | 'binding'>): [string, string] {
  const { rates, base, freezeDays, cycle } = commission
  const { mode, validDays, protectedDays } = binding
  return [
    `${rates.map(percentOf).join(' / ')}，按${BASE_WORDS[base]}，冻结 ${freezeDays} 天，${PAID_WORDS[cycle]}结算`,
    `客户${MODE_WORDS[mode]}，有效 ${validDays} 天，保护 ${protectedDays} 天`,
  ]
}
