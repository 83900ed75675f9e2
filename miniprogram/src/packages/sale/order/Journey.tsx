import { View } from '@tarojs/components'
import { groupedNumber } from '@/features/fulfilment'
import type { OrderDetail } from '@/features/order'
import { whenText } from '@shared/words/moment'
import { serverNow } from '@/platform'
import { Reminder } from './Reminder'
import { Card, copy, Icon, Timeline } from '@/ui'

/** The parcel and what happened, newest first. */
export function Journey({ order }: { order: OrderDetail }) {
  const { parcels, timeline } = order
  const now = serverNow()
  const sent = parcels.filter(({ waybill }) => waybill !== '')
  if (timeline.length === 0 && parcels.length === 0) return null
  return (
    <Card
      title={sent.length > 0 ? '物流' : '订单进展'}
      {...(sent.length > 0
        ? {
            extra: sent.map(({ parcelId, courierName, waybill }) => (
              <View
                key={parcelId}
                className="order-number"
                role="button"
                aria-label="复制运单号"
                onClick={() => void copy(waybill, '运单号已复制')}
              >
                {`${courierName} ${groupedNumber(waybill)}`}
                <Icon name="copy" size={14} />
              </View>
            )),
          }
        : { extra: <Reminder order={order} /> })}
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
