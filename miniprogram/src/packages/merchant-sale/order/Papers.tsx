import { View } from '@tarojs/components'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { stampText, whenText } from '@shared/words/moment'
import { serverNow } from '@/platform'
import { Card, copy, Row, Timeline } from '@/ui'

/** What happened, and the numbers that somebody may ask for. */
export function Papers({ order }: { order: MerchantOrder }) {
  const now = serverNow()
  return (
    <>
      <Card title="订单进展">
        <Timeline
          items={order.timeline.map(({ at, title, note }, index) => ({
            key: `${at}-${index}`,
            title,
            ...(note ? { text: note } : {}),
            time: whenText(at, now),
            state: index === 0 ? ('now' as const) : ('past' as const),
          }))}
        />
      </Card>
      <Card padding="snug">
        <Row
          label="订单号"
          value={order.orderId}
          onClick={() => void copy(order.orderId, '订单号已复制')}
          arrow={false}
        />
        {order.transactionId && (
          <Row
            label="支付单号"
            value={<View className="u-13">{order.transactionId}</View>}
            onClick={() => void copy(order.transactionId ?? '', '支付单号已复制')}
            arrow={false}
          />
        )}
        <Row label="下单时间" value={stampText(order.placedAt)} />
        {order.paidAt !== undefined && <Row label="付款时间" value={stampText(order.paidAt)} />}
      </Card>
    </>
  )
}
