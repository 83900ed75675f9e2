import { View } from '@tarojs/components'
import { useState } from 'react'
import { kindWords, useHandleDifference, type Difference } from '@/features/reconciliation/merchant'
import { Button, Choices, Field, Sheet, TextArea, toast } from '@/ui'
import '@/merchant/sheet.scss'

const NOTES = ['收款码收的', '商户平台手工退的', '已联系买家', '跨天入账'] as const

export interface HandleSheetProps {
  difference: Difference
  open: boolean
  onClose: () => void
}

/** 标记已处理: with a note, so that everybody knows later what it was. */
export function HandleSheet({ difference, open, onClose }: HandleSheetProps) {
  const [note, setNote] = useState('')
  const handle = useHandleDifference()
  const written = note.trim()
  const ready = [...written].length >= 2

  const send = async () => {
    await handle.mutateAsync({ differenceId: difference.differenceId, note: written })
    toast('已标记处理', { icon: 'ok' })
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="标记已处理"
      footer={
        <Button block {...(ready ? {} : { reason: '请写怎么处理的' })} onClick={send}>
          确认已处理
        </Button>
      }
    >
      <View className="m-sheet__to">{`${kindWords(difference.kind).title}。标记后不能撤回，也不会改动订单和钱`}</View>
      <Field label="怎么处理的" required tall>
        <View className="u-grow">
          <Choices
            options={NOTES.map((text) => ({ value: text, label: text }))}
            value={note}
            onChange={setNote}
          />
          <View className="m-sheet__own">
            <TextArea
              value={note}
              onChange={setNote}
              placeholder="也可以自己写，同事看得到"
              maxLength={100}
            />
          </View>
        </View>
      </Field>
    </Sheet>
  )
}
