import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { NICKNAME } from '@shared/contract/member/limits'
import { misfit } from '@shared/text/length'
import { useRename } from '@/features/member'
import { Dialog, TextInput, toast } from '@/ui'

interface NicknameDialogProps {
  open: boolean
  nickname: string
  onClose: () => void
}

export function NicknameDialog({ open, nickname, onClose }: NicknameDialogProps) {
  const [text, setText] = useState(nickname)
  const { rename } = useRename()
  useEffect(() => {
    if (open) setText(nickname)
  }, [open, nickname])

  const save = async () => {
    const name = text.trim()
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
        <TextInput
          value={text}
          onChange={setText}
          placeholder={`${NICKNAME.least} 到 ${NICKNAME.most} 个字`}
        />
      </View>
    </Dialog>
  )
}
