import { View } from '@tarojs/components'
import { withLevels, type PolicyErrors, type PolicyForm } from '@/features/policy/merchant'
import { LEVELS_MOST } from '@shared/contract/policy/limits'
import { levelWords } from '@shared/rules/commission'
import { Card, Choices, Field, Notice, SegmentedTabs, TextInput } from '@/ui'

export interface PolicyPart {
  form: PolicyForm
  errors: PolicyErrors
  set: (part: Partial<PolicyForm>) => void
}

const WHO = ['客户自己的推广员', '推荐他加入的人', '再往上一层的推荐人'] as const
const LEVELS = Array.from({ length: LEVELS_MOST }, (_, index) => ({
  value: String(index + 1),
  label: levelWords(index + 1),
}))

/** How many levels, how much each, and of what. */
export function Rates({ form, errors, before, set }: PolicyPart & { before: readonly string[] }) {
  return (
    <Card title="分几级，每级多少" className="p-policy__first">
      <SegmentedTabs
        look="pill"
        items={LEVELS}
        value={String(form.rates.length)}
        onChange={(levels) => set(withLevels(form, Number(levels), before))}
      />
      <View className="p-policy__rates">
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
                value={rate}
                onChange={(text) => set({ rates: form.rates.map((old, i) => (i === index ? text : old)) })}
              />
              <View className="p-policy__unit">%</View>
            </View>
          </Field>
        ))}
      </View>
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
      <Notice
        tone={form.rates.length > 2 ? 'amber' : 'gray'}
        icon={form.rates.length > 2 ? 'warn' : 'shield'}
      >
        {form.rates.length > 2
          ? '现在分了三级。在国内，三级及以上、靠发展人头拿钱的做法可能被认定为传销。上线前请先让律师看过你的规则。'
          : '佣金只来自真实卖货，不收入门费、不按人头给钱。超过两级之前，请先让律师看过。'}
      </Notice>
    </Card>
  )
}
