import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { NICKNAME } from '@shared/contract/member/limits'
import { misfit } from '@shared/text/length'
import { cleanLine } from '@shared/text/line'
import { isNameless } from '@shared/words/nameless'
import { useRename } from '@/features/member'
import { Dialog, NicknameInput, toast } from '@/ui'

interface NicknameDialogProps {
  open: boolean
  nickname: string
  onClose: () => void
}

export function NicknameDialog({ open, nickname, onClose }: NicknameDialogProps) {
  const named = isNameless(nickname) ? '' : nickname
  const [text, setText] = useState(named)
  const { rename } = useRename()
  useEffect(() => {
    if (open) setText(named)
  }, [open, named])

  const save = async () => {
    const name = cleanLine(text)
    const wrong = misfit(name, NICKNAME)
    if (wrong) return toast(wrong === 'short' ? '昵称不能空着' : `昵称最多 ${NICKNAME.most} 个字`)
    if (name === nickname) return onClose()
    if (await rename(name)) {
      toast('昵称改好了', { icon: 'ok' })
      onClose()
    }
  }
  return (
    <Dialog open={open} title="修改昵称" confirmText="保存" onConfirm={save} onCancel={onClose}>
      <View className="me-nickname">
        <NicknameInput
          value={text}
          onChange={setText}
          placeholder={`${NICKNAME.least} 到 ${NICKNAME.most} 个字`}
        />
      </View>
    </Dialog>
  )
}
