import { AFTER_SALE_DAYS, AUTO_RECEIVE_DAYS, UNPAID_MINUTES } from '@shared/contract/settings/limits'
import type { AfterSaleForm } from '@/features/settings/merchant'
import { Card, Field, Notice, TextInput } from '@/ui'
import type { FieldsProps } from '.'

const SEVEN_DAYS = 7

/** 售后: the days that the law, the parcels and the payments go by. */
export function AfterSaleFields({ form, errors, set }: FieldsProps<AfterSaleForm>) {
  const fewer = Number(form.afterSaleDays) < SEVEN_DAYS
  return (
    <>
      <Card padding="snug">
        <Field
          label="退货天数"
          required
          {...(errors.afterSaleDays
            ? { error: errors.afterSaleDays }
            : {
                hint: `签收后 ${AFTER_SALE_DAYS.least} 到 ${AFTER_SALE_DAYS.most} 天，法律多数商品要求 7 天`,
              })}
        >
          <TextInput
            type="number"
            value={form.afterSaleDays}
            onChange={(afterSaleDays) => set({ afterSaleDays })}
            placeholder="7"
          />
        </Field>
        <Field
          label="签收天数"
          required
          {...(errors.autoReceiveDays
            ? { error: errors.autoReceiveDays }
            : {
                hint: `发货后买家没点签收，过这么多天自动签收，${AUTO_RECEIVE_DAYS.least} 到 ${AUTO_RECEIVE_DAYS.most} 天`,
              })}
        >
          <TextInput
            type="number"
            value={form.autoReceiveDays}
            onChange={(autoReceiveDays) => set({ autoReceiveDays })}
            placeholder="10"
          />
        </Field>
        <Field
          label="付款分钟"
          required
          {...(errors.unpaidMinutes
            ? { error: errors.unpaidMinutes }
            : { hint: `过了就关单、库存放回，${UNPAID_MINUTES.least} 到 ${UNPAID_MINUTES.most} 分钟` })}
        >
          <TextInput
            type="number"
            value={form.unpaidMinutes}
            onChange={(unpaidMinutes) => set({ unpaidMinutes })}
            placeholder="30"
          />
        </Field>
        <Field
          label="承诺"
          {...(errors.promises
            ? { error: errors.promises }
            : { hint: '写在商品页价格旁，用「、」隔开，最多 4 条' })}
        >
          <TextInput
            value={form.promises}
            onChange={(promises) => set({ promises })}
            placeholder="选填，如：7 天无理由、坏果包赔"
          />
        </Field>
      </Card>
      {fewer && form.afterSaleDays !== '' && (
        <Notice tone="amber" icon="info">
          网上卖的多数商品，买家签收 7
          天内可以无理由退货（消费者权益保护法第二十五条）。鲜活易腐、定做的除外。
        </Notice>
      )}
    </>
  )
}
