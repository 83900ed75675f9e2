import { View } from '@tarojs/components'
import type { PolicyErrors, PolicyForm } from '@/features/policy/merchant'
import { levelWords } from '@shared/rules/commission'
import { Card, Choices, Field, Notice, TextInput } from '@/ui'

export interface PolicyPart {
  form: PolicyForm
  errors: PolicyErrors
  set: (part: Partial<PolicyForm>) => void
}

const WHO = ['客户自己的推广员', '推荐他加入的人', '再往上一层的推荐人'] as const
/** How much each level gets, and of what. */
export function Rates({ form, errors, set }: PolicyPart) {
  return (
    <Card title={form.rates.length > 1 ? '每级多少' : '推荐人得多少'} padding="snug">
      {form.rates.map((rate, index) => (
        <Field key={index} {...(errors.rates[index] ? { error: errors.rates[index] } : {})}>
          <View className="u-grow">
            <View className="u-14">{levelWords(index + 1)}</View>
            <View className="u-12 u-c2">{WHO[index]}</View>
          </View>
          <View className="p-policy__rate">
            <TextInput
              type="digit"
              end
              label={`${levelWords(index + 1)}佣金`}
              value={rate}
              onChange={(text) => set({ rates: form.rates.map((old, i) => (i === index ? text : old)) })}
            />
            <View className="p-policy__unit">%</View>
          </View>
        </Field>
      ))}
      {errors.total && <View className="p-policy__error">{errors.total}</View>}
      <Field
        label="按什么算"
        tall
        hint={
          form.base === 'sales'
            ? '按买家实付的货款算，不含运费'
            : '先减去商品成本，再按剩下的算；没有利润的商品没有佣金'
        }
      >
        <Choices
          options={[
            { value: 'sales', label: '实付金额' },
            { value: 'profit', label: '利润' },
          ]}
          value={form.base}
          onChange={(base) => set({ base: base === 'profit' ? 'profit' : 'sales' })}
        />
      </Field>
      <Notice tone="gray" icon="shield">
        佣金只来自真实卖货，不收入门费、不按人头给钱。
      </Notice>
    </Card>
  )
}
