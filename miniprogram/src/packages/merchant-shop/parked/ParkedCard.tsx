import { View } from '@tarojs/components'
import {
  actText,
  retriedText,
  sinceText,
  triesText,
  useRetryParked,
  type ParkedDocument,
} from '@/features/operations/merchant'
import { go, serverNow } from '@/platform'
import { Button, Card, Picture, toast } from '@/ui'
import './index.scss'

/** What does not get on with one order: what, why, and another try once the cause is mended. */
export function ParkedCard({ parked, toOrders }: { parked: ParkedDocument; toOrders: boolean }) {
  const { kind, documentId, title, effects, picture } = parked
  const retry = useRetryParked()
  const again = async () => {
    const answer = await retry.mutateAsync({ kind, documentId })
    toast(retriedText(answer.parked, kind), answer.parked ? {} : { icon: 'ok' })
  }
  return (
    <Card
      className="p-parked"
      title={<View className="u-num">{title}</View>}
      extra={sinceText(parked, serverNow())}
    >
      {picture !== undefined && <Picture src={picture} size={120} alt={title} />}
      {effects.map((effect, i) => (
        <View key={i} className="p-parked__effect">
          <View className="p-parked__what">{`没能${effect.what}`}</View>
          <View className="u-13">{effect.cause}</View>
          <View className="p-parked__detail">{triesText(effect)}</View>
        </View>
      ))}
      <View className="p-parked__act">
        {kind === 'orders' && toOrders && (
          <Button kind="line" size="s" onClick={() => go('merchant-sale/order', { orderId: documentId })}>
            看订单
          </Button>
        )}
        <Button kind="secondary" size="s" onClick={again}>
          {actText(kind)}
        </Button>
      </View>
    </Card>
  )
}
