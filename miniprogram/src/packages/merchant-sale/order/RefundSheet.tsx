import { View } from '@tarojs/components'
import { REFUND_REASON } from '@shared/contract/refund/limits'
import { formatYuan } from '@shared/money'
import { REFUND_REASONS, refundConsequences, useRefundOrder } from '@/features/refund/merchant'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { ReasonSheet } from '@/merchant/ReasonSheet'
import { toast } from '@/ui'

export interface RefundSheetProps {
  order: MerchantOrder
  open: boolean
  onClose: () => void
}

/** 退款: the whole order goes back. What that means stands there before it is done. */
export function RefundSheet({ order, open, onClose }: RefundSheetProps) {
  const refund = useRefundOrder()
  const send = async (reason: string) => {
    await refund.mutateAsync({ orderId: order.orderId, reason })
    toast('退款已提交', { icon: 'ok' })
  }
  return (
    <ReasonSheet
      open={open}
      onClose={onClose}
      title="整单退款"
      label="退款原因"
      presets={REFUND_REASONS}
      placeholder="也可以自己写，买家看得到"
      limit={REFUND_REASON}
      act={`退 ¥${formatYuan(order.refundableFen)}`}
      danger="先不退"
      onReason={send}
    >
      <View className="m-sheet__points">
        {refundConsequences(order).map((line) => (
          <View key={line} className="m-sheet__point">
            {line}
          </View>
        ))}
      </View>
    </ReasonSheet>
  )
}
