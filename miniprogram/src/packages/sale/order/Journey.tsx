import { View } from '@tarojs/components'
import { groupedNumber } from '@/features/fulfilment'
import type { OrderDetail } from '@/features/order'
import { whenText } from '@/words/moment'
import { serverNow } from '@/platform'
import { Card, copy, Icon, Timeline } from '@/ui'

/** The parcel and what happened, newest first. */
export function Journey({ order }: { order: OrderDetail }) {
  const { shipment, timeline } = order
  const now = serverNow()
  if (timeline.length === 0 && !shipment) return null
  return (
    <Card
      title={shipment ? '物流' : '订单进展'}
      {...(shipment
        ? {
            extra: (
              <View
                className="order-number"
                role="button"
                aria-label="复制运单号"
                onClick={() => void copy(shipment.waybill, '运单号已复制')}
              >
                {`${shipment.courierName} ${groupedNumber(shipment.waybill)}`}
                <Icon name="copy" size={14} />
              </View>
            ),
          }
        : {})}
    >
      <Timeline
        items={timeline.map(({ at, title, note }, index) => ({
          key: `${at}-${index}`,
          title,
          time: whenText(at, now),
          ...(note ? { text: note } : {}),
          state: index === 0 ? 'now' : 'past',
        }))}
      />
    </Card>
  )
}
