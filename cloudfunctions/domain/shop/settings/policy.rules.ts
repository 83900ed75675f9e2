import { levelWords } from '@shared/rules/commission'
import { changeOf, type Deed } from '../../../platform/trail'
import type { PolicyDoc } from './settings.model'

const BASES = { sales: '实付金额', profit: '利润' } as const
const CYCLES = { daily: '每天', weekly: '每周', monthly: '每月' } as const
const MODES = { first: '算最早的', last: '算最近的' } as const

type Policy = Pick<PolicyDoc, 'commission' | 'binding'>

/** What a change of the policy leaves in the trail. */
export function changing(before: PolicyDoc, after: Policy): Deed {
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
      ...changeOf('按什么算', BASES[was.commission.base], BASES[is.commission.base]),
      ...changeOf('冻结天数', was.commission.freezeDays, is.commission.freezeDays, { unit: 'days' }),
      ...changeOf('结算周期', CYCLES[was.commission.cycle], CYCLES[is.commission.cycle]),
      ...changeOf('点了几个人的分享', MODES[was.binding.mode], MODES[is.binding.mode]),
      ...changeOf('客户有效期', was.binding.validDays, is.binding.validDays, { unit: 'days' }),
      ...changeOf('客户保护期', was.binding.protectedDays, is.binding.protectedDays, { unit: 'days' }),
    ],
    key: String(before.version),
  }
}
