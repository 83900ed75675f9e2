import { REFUSE_REASON } from '@shared/contract/distributor/limits'
import { ReasonSheet } from '@/merchant/ReasonSheet'

const REASONS = ['资料不完整', '渠道不太合适', '名额已满', '联系不上本人'] as const

export interface RefuseSheetProps {
  name: string
  open: boolean
  onClose: () => void
  onRefuse: (reason: string) => Promise<unknown>
}

/** 婉拒: a reason that the other will read. */
export function RefuseSheet({ name, open, onClose, onRefuse }: RefuseSheetProps) {
  return (
    <ReasonSheet
      open={open}
      onClose={onClose}
      title={`婉拒 ${name} 的申请`}
      label="原因"
      hint="对方会看到这句话，可以改了资料再申请"
      presets={REASONS}
      limit={REFUSE_REASON}
      long
      act="确认婉拒"
      onReason={onRefuse}
    />
  )
}
