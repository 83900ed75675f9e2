import { groupedNumber, whenText, type OrderDetail } from '@/features/order'
import { serverNow } from '@/platform'
import { Card, copy, Timeline } from '@/ui'

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
            extra: `${shipment.courierName} ${groupedNumber(shipment.waybill)}`,
            onExtra: () => void copy(shipment.waybill, '运单号已复制'),
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
