import { CYCLE_WORDS } from '@shared/rules/settlement-cycle'
import { Card, Choices, Field, TextInput } from '@/ui'
import type { PolicyForm } from '@/features/policy/merchant'
import { View } from '@tarojs/components'
import type { PolicyPart } from './Rates'

const CYCLES: { value: PolicyForm['cycle']; label: string }[] = [
  { value: 'daily', label: '每天' },
  { value: 'weekly', label: '每周' },
  { value: 'monthly', label: '每月' },
]

/** When commission is paid: so many days after receipt, at the next settlement. */
export function Settling({ form, errors, set }: PolicyPart) {
  return (
    <Card title="什么时候到账" padding="snug">
      <Field
        label="冻结天数"
        {...(errors.freezeDays
          ? { error: errors.freezeDays }
          : { hint: '买家签收后再等这么多天，避免退货后再追' })}
      >
        <TextInput type="number" end value={form.freezeDays} onChange={(freezeDays) => set({ freezeDays })} />
        <View className="p-policy__unit">天</View>
      </Field>
      <Field label="结算周期" tall hint={CYCLE_WORDS[form.cycle]}>
        <Choices
          options={CYCLES}
          value={form.cycle}
          onChange={(cycle) => set({ cycle: CYCLES.find(({ value }) => value === cycle)?.value ?? 'daily' })}
        />
      </Field>
    </Card>
  )
}
