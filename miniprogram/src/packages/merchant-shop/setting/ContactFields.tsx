import { SERVICE_PHONE_MOST } from '@shared/contract/settings/limits'
import type { ContactForm } from '@/features/settings/merchant'
import { Card, Field, Notice, TextInput } from '@/ui'
import type { FieldsProps } from '.'

/** 客服: a telephone that somebody answers; WeChat's own customer service needs nothing here. */
export function ContactFields({ form, errors, set }: FieldsProps<ContactForm>) {
  return (
    <>
      <Card padding="snug">
        <Field
          label="客服电话"
          required
          {...(errors.servicePhone
            ? { error: errors.servicePhone }
            : { hint: `手机、带区号的座机、400 都行，最多 ${SERVICE_PHONE_MOST} 位` })}
        >
          <TextInput
            value={form.servicePhone}
            onChange={(servicePhone) => set({ servicePhone })}
            placeholder="如 0571-5555 0199"
          />
        </Field>
      </Card>
      <Notice tone="gray" icon="info">
        买家在订单、我的页面里能看到它，也写进隐私政策的联系方式。微信里的「联系客服」另外在公众平台里加客服人员。
      </Notice>
    </>
  )
}
