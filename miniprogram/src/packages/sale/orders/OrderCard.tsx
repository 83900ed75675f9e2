import { View } from '@tarojs/components'
import { useTouched } from '@/data'
import { piecesOf } from '@/features/checkout'
import { stateWord, type OrderSummary } from '@/features/order'
import { whenText } from '@shared/words/moment'
import { go, serverNow } from '@/platform'
import { Card, Countdown, Picture, Price, ProductLine, Tag } from '@/ui'
import { OrderActions } from '../parts/OrderActions'

/** Pictures in a row when there are more lines than one. */
const PICTURES = 4

export function OrderCard({ order }: { order: OrderSummary }) {
  // Its time is over: whatever closing changes.
  const closed = useTouched('storefront/payment.close')
  const { orderId, state, refundState, lines, payFen, placedAt, expiresAt } = order
  const word = stateWord(state, refundState)
  const open = () => go('sale/order', { orderId })
  const [only] = lines
  const waiting = state === 'pending_payment' && expiresAt !== undefined && expiresAt > serverNow()
  return (
    <Card padding="snug" className="order-card">
      <View role="link" hoverClass="u-press" onClick={open}>
        <View className="order-card__head">
          <View className="order-card__when">{whenText(placedAt, serverNow())}</View>
          <Tag tone={word.tone}>{word.text}</Tag>
        </View>
        {lines.length === 1 && only ? (
          <ProductLine line={only} />
        ) : (
          <View className="order-card__pictures">
            {lines.slice(0, PICTURES).map((line) => (
              <View key={line.skuId} className="order-card__picture">
                <Picture src={line.picture} size={64} alt={line.name} />
              </View>
            ))}
            {lines.length > PICTURES && <View className="order-card__more">{`共 ${lines.length} 种`}</View>}
          </View>
        )}
        <View className="order-card__sum">
          <View className="order-card__pieces">{`共 ${piecesOf(lines)} 件，${sumWord(order)}`}</View>
          <Price fen={payFen} tone="ink" size="s" />
        </View>
      </View>
      <View className="order-card__foot">
        <View className="order-card__left">
          {waiting && (
            <>
              剩 <Countdown endAt={expiresAt} onEnd={() => void closed()} />
            </>
          )}
        </View>
        <OrderActions short order={order} onPaid={open} />
      </View>
    </Card>
  )
}

/** Nothing was paid for an order that waits, nor for one that was closed without a refund. */
function sumWord({ state, refundState }: OrderSummary): string {
  if (state === 'pending_payment') return '应付'
  return state === 'closed' && refundState === 'none' ? '合计' : '实付'
}
