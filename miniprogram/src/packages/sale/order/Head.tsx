import { View } from '@tarojs/components'
import { statusOf, type OrderDetail } from '@/features/order'
import { useSession } from '@/data'
import { serverNow } from '@/platform'
import { Countdown, Steps } from '@/ui'

interface HeadProps {
  order: OrderDetail
  confirming: boolean
  /** The time for paying has run out. */
  onExpired: () => void
}

/** Where the order stands, in a person's words. */
export function Head({ order, confirming, onExpired }: HeadProps) {
  const { data: session } = useSession()
  const now = serverNow()
  const status = statusOf(order, { now, afterSaleDays: session?.shop.afterSaleDays ?? 0, confirming })
  const unpaid = order.state === 'pending_payment' && !confirming && order.expiresAt !== undefined
  return (
    <View className="order-head">
      <View className="order-head__title">{status.title}</View>
      <View className="order-head__note">
        {unpaid && order.expiresAt !== undefined ? (
          <>
            给你留着，还剩 <Countdown endAt={order.expiresAt} onEnd={onExpired} />
          </>
        ) : (
          status.note
        )}
      </View>
      {status.steps && (
        <View className="order-head__steps">
          <Steps labels={status.steps.labels} at={status.steps.at} />
        </View>
      )}
    </View>
  )
}
