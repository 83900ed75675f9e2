import { View } from '@tarojs/components'
import { Card, Choices, Field, TextInput } from '@/ui'
import type { PolicyPart } from './Rates'

/** Whose customer a buyer is, and for how long. */
export function Binding({ form, errors, set }: PolicyPart) {
  return (
    <Card title="客户算谁的" padding="snug">
      <Field
        label="点了几个人的分享"
        tall
        hint={
          form.mode === 'first'
            ? '有效期内一直算第一个人的，过期后才重新算'
            : '过了保护期，再点别人的分享就改算别人的'
        }
      >
        <Choices
          options={[
            { value: 'first', label: '算最早的' },
            { value: 'last', label: '算最近的' },
          ]}
          value={form.mode}
          onChange={(mode) => set({ mode: mode === 'last' ? 'last' : 'first' })}
        />
      </Field>
      <Field
        label="有效期"
        {...(errors.validDays ? { error: errors.validDays } : { hint: '过了这么多天，客户不再算任何人的' })}
      >
        <TextInput type="number" end value={form.validDays} onChange={(validDays) => set({ validDays })} />
        <View className="p-policy__unit">天</View>
      </Field>
      <Field
        label="保护期"
        {...(errors.protectedDays
          ? { error: errors.protectedDays }
          : { hint: '这些天里，别人的分享带不走这个客户' })}
      >
        <TextInput
          type="number"
          end
          value={form.protectedDays}
          onChange={(protectedDays) => set({ protectedDays })}
        />
        <View className="p-policy__unit">天</View>
      </Field>
    </Card>
  )
}
