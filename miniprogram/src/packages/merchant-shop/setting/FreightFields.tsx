import { View } from '@tarojs/components'
import { formatYuan } from '@shared/money'
import { freightForm, freightText, type FreightForm } from '@/features/settings/merchant'
import { Card, Choices, Field, MoneyInput, Notice } from '@/ui'
import type { FieldsProps } from '.'

/** 运费: none, or an amount up to some total; with what two baskets would pay. */
export function FreightFields({ form, errors, set }: FieldsProps<FreightForm>) {
  return (
    <>
      <Card padding="snug">
        <Field label="怎么收" tall>
          <Choices
            options={[
              { value: 'free', label: '全场包邮' },
              { value: 'paid', label: '满额包邮' },
            ]}
            value={form.free ? 'free' : 'paid'}
            onChange={(way) => set({ free: way === 'free' })}
          />
        </Field>
        {!form.free && (
          <>
            <Field
              label="每单运费"
              required
              {...(errors.freightFen ? { error: errors.freightFen } : { hint: '一单一次，不管几件' })}
            >
              <MoneyInput fen={form.freightFen} onChange={(freightFen) => set({ freightFen })} />
            </Field>
            <Field
              label="包邮金额"
              required
              {...(errors.freeFreightFromFen
                ? { error: errors.freeFreightFromFen }
                : { hint: '按优惠前的商品金额算' })}
            >
              <MoneyInput
                fen={form.freeFreightFromFen}
                onChange={(freeFreightFromFen) => set({ freeFreightFromFen })}
              />
            </Field>
          </>
        )}
      </Card>
      <Trial form={form} />
    </>
  )
}

const TRIED_FEN = [5_000, 20_000] as const

/** 试一试: the freight of two baskets under these rules. */
function Trial({ form }: { form: FreightForm }) {
  if (Object.keys(freightForm.errors(form)).length > 0) return null
  const { freightFen = 0, freeFreightFromFen = 0 } = freightForm.input(form).freight ?? {}
  const pays = (goodsFen: number) => (goodsFen >= freeFreightFromFen ? 0 : freightFen)
  return (
    <Card title="试一试" extra={freightText({ freightFen, freeFreightFromFen })}>
      {TRIED_FEN.map((goodsFen) => (
        <View key={goodsFen} className="p-setting__trial">
          <View className="u-grow u-14">{`买 ¥${formatYuan(goodsFen)} 的商品`}</View>
          <View className="u-14 u-b u-num">
            {pays(goodsFen) === 0 ? '免运费' : `运费 ¥${formatYuan(pays(goodsFen))}`}
          </View>
        </View>
      ))}
      <Notice tone="gray">改了只管之后下的订单。</Notice>
    </Card>
  )
}
