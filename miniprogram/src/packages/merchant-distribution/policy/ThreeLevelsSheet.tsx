import { View } from '@tarojs/components'
import { useState } from 'react'
import { SIGNED_NAME } from '@shared/contract/policy/limits'
import { misfit } from '@shared/text/length'
import { cleanLine } from '@shared/text/line'
import { THREE_LEVELS } from '@shared/words/three-levels'
import { Button, Check, Field, Sheet, TextInput } from '@/ui'

export interface ThreeLevelsSheetProps {
  open: boolean
  onClose: () => void
  onSign: (name: string) => void
}

/** What three levels may cost the shop, in plain words, and the owner's name below it. */
export function ThreeLevelsSheet({ open, onClose, onSign }: ThreeLevelsSheetProps) {
  const [read, setRead] = useState(false)
  const [name, setName] = useState('')
  const wrong = !read ? '先勾选上面这句' : misfit(name, SIGNED_NAME) ? '签上你的姓名' : undefined
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={THREE_LEVELS.title}
      footer={
        <Button
          kind="danger"
          block
          {...(wrong ? { reason: wrong } : {})}
          onClick={() => onSign(cleanLine(name))}
        >
          签名并选三级
        </Button>
      }
    >
      {THREE_LEVELS.paragraphs.map((paragraph) => (
        <View key={paragraph} className="p-policy__paragraph">
          {paragraph}
        </View>
      ))}
      <Check on={read} onChange={setRead}>
        {THREE_LEVELS.agree}
      </Check>
      <Field label="店主签名" required hint="保存新版本时，名字和时间一起留下">
        <TextInput value={name} end onChange={setName} placeholder="你的姓名" />
      </Field>
    </Sheet>
  )
}
