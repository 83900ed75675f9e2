import { View } from '@tarojs/components'
import { useRefundOrder } from '@/features/refund/merchant'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { Button, confirm, toast } from '@/ui'

/** A refund that got stuck is asked for once more, with the reason that stands. */
export function RefundAgain({ order }: { order: MerchantOrder }) {
  const refund = useRefundOrder()
  const ask = async () => {
    const text = '会再向微信提交一次，钱不会重复退'
    if (!(await confirm({ title: '再退一次？', text, confirmText: '再退一次' }))) return
    await refund.mutateAsync({ orderId: order.orderId, reason: order.refunds.at(-1)?.reason ?? '再退一次' })
    toast('已经再提交给微信', { icon: 'ok' })
  }
  return (
    <View className="u-grow">
      <Button block onClick={ask}>
        再退一次
      </Button>
    </View>
  )
}
