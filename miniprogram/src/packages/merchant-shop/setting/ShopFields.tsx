import { View } from '@tarojs/components'
import { useRef } from 'react'
import { SEARCH_HINT, SHOP_NAME, SLOGAN } from '@shared/contract/settings/limits'
import type { ShopForm } from '@/features/settings/merchant'
import { usePictures } from '@/features/picture/merchant'
import { Card, Field, Logo, Picture, PictureInput, TextInput } from '@/ui'
import type { FieldsProps } from '.'

/** 店铺: the face, and how it will look at the top of the home page. */
export function ShopFields({ form, errors, set }: FieldsProps<ShopForm>) {
  const { choose, upload } = usePictures()
  // The same one on every drawing: it is told when the number changes.
  const { current: onPending } = useRef((pending: number) => set({ pending }))
  return (
    <>
      <Card padding="snug">
        <Field label="店名" required {...(errors.name ? { error: errors.name } : {})}>
          <TextInput
            value={form.name}
            onChange={(name) => set({ name })}
            placeholder={`${SHOP_NAME.least} 到 ${SHOP_NAME.most} 个字`}
          />
        </Field>
        <Field label="口号" {...(errors.slogan ? { error: errors.slogan } : {})}>
          <TextInput
            value={form.slogan}
            onChange={(slogan) => set({ slogan })}
            placeholder={`选填，一句话，最多 ${SLOGAN.most} 个字`}
          />
        </Field>
        <Field label="搜索提示" {...(errors.searchHint ? { error: errors.searchHint } : {})}>
          <TextInput
            value={form.searchHint}
            onChange={(searchHint) => set({ searchHint })}
            placeholder={`选填，如：搜花生，最多 ${SEARCH_HINT.most} 个字`}
          />
        </Field>
      </Card>
      <Card title="店标" extra={form.pending > 0 ? '还没传好' : '选填，方的最好看'} padding="snug">
        <Field {...(errors.logo ? { error: errors.logo } : {})}>
          <PictureInput
            value={form.logo === '' ? [] : [form.logo]}
            onChange={(change) => set({ logo: change(form.logo === '' ? [] : [form.logo])[0] ?? '' })}
            most={1}
            choose={choose}
            upload={upload}
            onPending={onPending}
          />
        </Field>
      </Card>
      <Card title="买家看到的">
        <View className="p-setting__face">
          {form.logo ? <Picture src={form.logo} size={36} /> : <Logo size={36} />}
          <View className="p-setting__who">
            <View className="p-setting__name">{form.name || '店名'}</View>
            <View className="u-12 u-c2 u-one">{form.slogan || '口号'}</View>
          </View>
        </View>
      </Card>
    </>
  )
}
