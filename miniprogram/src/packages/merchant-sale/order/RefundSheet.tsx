import { View } from '@tarojs/components'
import { useState } from 'react'
import { REFUND_REASONS, refundConsequences, useRefundOrder } from '@/features/refund/merchant'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { formatYuan } from '@shared/money'
import { Button, Choices, Field, Sheet, TextInput, toast } from '@/ui'
import '@/merchant/sheet.scss'

export interface RefundSheetProps {
  order: MerchantOrder
  open: boolean
  onClose: () => void
}

/** 退款: the whole order goes back. What that means stands there before it is done. */
export function RefundSheet({ order, open, onClose }: RefundSheetProps) {
  const [reason, setReason] = useState('')
  const refund = useRefundOrder()
  const written = reason.trim()
  const ready = [...written].length >= 2

  const send = async () => {
    await refund.mutateAsync({ orderId: order.orderId, reason: written })
    toast('退款已提交', { icon: 'ok' })
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="整单退款"
      footer={
        <View className="m-sheet__two">
          <Button kind="line" block onClick={onClose}>
            先不退
          </Button>
          <Button kind="danger" block {...(ready ? {} : { reason: '请写原因' })} onClick={send}>
            {`退 ¥${formatYuan(order.refundableFen)}`}
          </Button>
        </View>
      }
    >
      <View className="m-sheet__points">
        {refundConsequences(order).map((line) => (
          <View key={line} className="m-sheet__point">
            {line}
          </View>
        ))}
      </View>
      <Field label="退款原因" required tall>
        <View className="u-grow">
          <Choices
            options={REFUND_REASONS.map((text) => ({ value: text, label: text }))}
            value={reason}
            onChange={setReason}
          />
          <View className="m-sheet__own m-sheet__own--line">
            <TextInput
              value={reason}
              onChange={setReason}
              placeholder="也可以自己写，买家看得到"
              maxLength={80}
            />
          </View>
        </View>
      </Field>
    </Sheet>
  )
}
