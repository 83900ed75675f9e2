import { View } from '@tarojs/components'
import { orderWord, type FulfilmentRow } from '@/features/fulfilment/merchant'
import { whenText } from '@shared/words/moment'
import { countText } from '@shared/words/count'
import { go, serverNow } from '@/platform'
import { Button, Card, Price, ProductLine, StateWord, Tag } from '@/ui'

const SHOWN_LINES = 2

/** One order: who bought, what, for how much, and the button that comes next. */
export function OrderCard({ order, onShip }: { order: FulfilmentRow; onShip?: () => void }) {
  const { orderId, state, refundState, live, buyerName, receiver, recommended, lines, payFen, placedAt } =
    order
  const word = orderWord(state, refundState)
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const canShip = onShip !== undefined && state === 'paid' && live
  const note = `${whenText(placedAt, serverNow())} · ${countText(pieces)} 件 · 收货 ${receiver}`
  const pay = (
    <View className="p-orders__pay">
      <View className="u-11 u-c2">{state === 'pending_payment' ? '应付' : '实付'}</View>
      <Price fen={payFen} tone="ink" size="s" />
    </View>
  )
  return (
    <Card
      className="p-orders__card"
      title={
        <View className="u-row">
          <View className="p-orders__buyer">{buyerName}</View>
          {recommended && <Tag tone="gold">推广</Tag>}
        </View>
      }
      extra={<StateWord word={word} />}
      onClick={() => go('merchant-sale/order', { orderId })}
    >
      {lines.slice(0, SHOWN_LINES).map((line) => (
        <ProductLine key={line.skuId} line={line} size={56} />
      ))}
      {lines.length > SHOWN_LINES && (
        <View className="u-12 u-c3">{`还有 ${lines.length - SHOWN_LINES} 样`}</View>
      )}
      <View className="p-orders__foot">
        <View className="u-grow">
          <View className="p-orders__note">{note}</View>
          {canShip && pay}
        </View>
        {canShip ? (
          <View className="p-orders__act" onClick={(event) => event.stopPropagation()}>
            <Button kind="secondary" size="s" onClick={onShip}>
              发货
            </Button>
          </View>
        ) : (
          <View className="p-orders__act">{pay}</View>
        )}
      </View>
    </Card>
  )
}
