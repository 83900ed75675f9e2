import { LEVELS_FREELY } from '@shared/contract/policy/limits'
import { commissionPolicy, type CommissionPolicy } from '@shared/contract/policy/schema'
import { levelWords } from '@shared/rules/commission'
import { BASE_WORDS, MODE_WORDS, PAID_WORDS } from '@shared/words/policy'
import { changeOf, type Deed } from '../../../platform/trail'
import type { PolicyDoc } from './settings.model'

type Policy = Pick<PolicyDoc, 'commission' | 'binding'>

/** What a change of the policy leaves in the trail. */
export function policyDeed(before: PolicyDoc, after: Policy): Deed {
  const [was, is] = [before, after]
  const levels = Math.max(was.commission.rates.length, is.commission.rates.length)
  return {
    kind: 'rules',
    what: '改佣金规则',
    subject: { id: `policy-${before.version + 1}`, name: `规则第 ${before.version + 1} 版` },
    changes: [
      ...Array.from({ length: levels }, (_, i) =>
        changeOf('佣金比例', was.commission.rates[i], is.commission.rates[i], {
          of: levelWords(i + 1),
          unit: 'bps',
        }),
      ).flat(),
      ...changeOf('按什么算', BASE_WORDS[was.commission.base], BASE_WORDS[is.commission.base]),
      ...changeOf('冻结天数', was.commission.freezeDays, is.commission.freezeDays, { unit: 'days' }),
      ...changeOf('结算周期', PAID_WORDS[was.commission.cycle], PAID_WORDS[is.commission.cycle]),
      ...changeOf('点了几个人的分享', MODE_WORDS[was.binding.mode], MODE_WORDS[is.binding.mode]),
      ...changeOf('客户有效期', was.binding.validDays, is.binding.validDays, { unit: 'days' }),
      ...changeOf('客户保护期', was.binding.protectedDays, is.binding.protectedDays, { unit: 'days' }),
    ],
    key: String(before.version),
  }
}

/** The place of the settings that lacks the owner's signature below a third level. */
export const UNSIGNED = 'commission.unsigned'

/**
 * What counts of a policy of three levels that lacks nothing but the owner's signature, as shops have it that paid
 * three before there were signatures: its first two, until the owner signs. Nothing of any other policy.
 */
export function untilSigned(written: unknown): CommissionPolicy | undefined {
  const { success, data } = commissionPolicy.safeParse(written)
  if (!success || data.rates.length <= LEVELS_FREELY) return undefined
  return { ...data, rates: data.rates.slice(0, LEVELS_FREELY) }
}
