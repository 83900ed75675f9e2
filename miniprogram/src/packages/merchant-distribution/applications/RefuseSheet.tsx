import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button, Choices, Field, Sheet, TextArea } from '@/ui'
import '@/merchant/sheet.scss'

const REASONS = ['资料不完整', '渠道不太合适', '名额已满', '联系不上本人'] as const

export interface RefuseSheetProps {
  name: string
  open: boolean
  onClose: () => void
  onRefuse: (reason: string) => Promise<void>
}

/** 婉拒: a reason that the other will read. */
export function RefuseSheet({ name, open, onClose, onRefuse }: RefuseSheetProps) {
  const [reason, setReason] = useState('')
  const ready = [...reason.trim()].length >= 2
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={`婉拒 ${name} 的申请`}
      footer={
        <Button block {...(ready ? {} : { reason: '请写原因' })} onClick={() => onRefuse(reason.trim())}>
          确认婉拒
        </Button>
      }
    >
      <Field label="原因" required tall hint="对方会看到这句话，可以改了资料再申请">
        <View className="u-grow">
          <Choices
            options={REASONS.map((text) => ({ value: text, label: text }))}
            value={reason}
            onChange={setReason}
          />
          <View className="m-sheet__own">
            <TextArea value={reason} onChange={setReason} placeholder="也可以自己写" maxLength={60} />
          </View>
        </View>
      </Field>
    </Sheet>
  )
}
