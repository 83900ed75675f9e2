import { View } from '@tarojs/components'
import { HANDLE_NOTE } from '@shared/contract/reconciliation/limits'
import { kindWords, useHandleDifference, type Difference } from '@/features/reconciliation/merchant'
import { ReasonSheet } from '@/merchant/ReasonSheet'
import { toast } from '@/ui'

const NOTES = ['收款码收的', '商户平台手工退的', '已联系买家', '跨天入账'] as const

export interface HandleSheetProps {
  difference: Difference
  open: boolean
  onClose: () => void
}

/** 标记已处理: with a note, so that everybody knows later what it was. */
export function HandleSheet({ difference, open, onClose }: HandleSheetProps) {
  const handle = useHandleDifference()
  const send = async (note: string) => {
    await handle.mutateAsync({ differenceId: difference.differenceId, note })
    toast('已标记处理', { icon: 'ok' })
  }
  return (
    <ReasonSheet
      open={open}
      onClose={onClose}
      title="标记已处理"
      label="怎么处理的"
      presets={NOTES}
      placeholder="也可以自己写，同事看得到"
      limit={HANDLE_NOTE}
      long
      missing="请写怎么处理的"
      act="确认已处理"
      onReason={send}
    >
      <View className="m-sheet__to">{`${kindWords(difference.kind).title}。标记后不能撤回，也不会改动订单和钱`}</View>
    </ReasonSheet>
  )
}
