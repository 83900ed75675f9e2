import { View } from '@tarojs/components'
import { useState } from 'react'
import { LEGAL_MOST } from '@shared/contract/settings/limits'
import {
  LEGAL_NAMES,
  LEGAL_NOTES,
  LEGAL_TITLES,
  paragraphsOf,
  type LegalForm,
  type LegalName,
} from '@/features/settings/merchant'
import { Button, Card, Field, Notice, TextArea } from '@/ui'
import type { FieldsProps } from '.'

/** 协议: three texts, ready to be used, each opened to be changed. */
export function LegalFields({ form, errors, set, stands }: FieldsProps<LegalForm>) {
  const [open, setOpen] = useState<LegalName>()
  return (
    <>
      <Notice tone="brand" icon="shield">
        三份都备好了，照店里真实的做法写的，可以直接用。改了文字，买家下次下单会请他重新看。
      </Notice>
      {LEGAL_NAMES.map((name) => (
        <Card key={name} title={LEGAL_TITLES[name]} extra={`${paragraphsOf(form[name]).length} 段`}>
          <View className="u-12 u-c2">{LEGAL_NOTES[name]}</View>
          {open === name || errors[name] ? (
            <Field tall {...(errors[name] ? { error: errors[name] } : { hint: '一行一段' })}>
              <TextArea
                value={form[name]}
                onChange={(text) => set({ [name]: text })}
                limit={{ least: 1, most: LEGAL_MOST }}
              />
              {form[name] !== stands[name] && (
                <Button kind="secondary" size="s" onClick={() => set({ [name]: stands[name] })}>
                  恢复原文
                </Button>
              )}
            </Field>
          ) : (
            <>
              <View className="p-setting__preview">{paragraphsOf(form[name])[0]}</View>
              <Button kind="secondary" size="s" onClick={() => setOpen(name)}>
                看全文，改一改
              </Button>
            </>
          )}
        </Card>
      ))}
    </>
  )
}
