import { View } from '@tarojs/components'
import { closedText, kindWords, sideText, type Difference } from '@/features/reconciliation/merchant'
import { go, serverNow } from '@/platform'
import { Card, copy, KeyValue, Row } from '@/ui'
import { Act } from './Act'

/** One difference: what it is, both sides, the order, and what to do. */
export function DifferenceCard({ difference, onHandle }: { difference: Difference; onHandle: () => void }) {
  const { kind, state, orderId, foreignOrderId, number, oursFen, billFen } = difference
  const words = kindWords(kind)
  const open = state === 'open'
  const numberName = kind.startsWith('refund') ? '退款单号' : '支付单号'
  return (
    <Card className={open ? 'p-bill__difference' : 'p-bill__difference p-bill__difference--closed'}>
      <View className="p-bill__title">{words.title}</View>
      <KeyValue label={words.ours} value={sideText(oursFen)} tone={open ? 'danger' : 'ink'} strong />
      <KeyValue label={words.bill} value={sideText(billFen)} strong />
      {orderId && (
        <Row
          label="订单"
          value={<View className="u-13 u-num">{orderId}</View>}
          onClick={() => go('merchant-sale/order', { orderId })}
        />
      )}
      {foreignOrderId && (
        <Row label="对方订单号" value={<View className="u-13 u-num">{foreignOrderId}</View>} />
      )}
      {kind !== 'flow' && (
        <Row
          label={numberName}
          value={<View className="p-bill__number">{number}</View>}
          onClick={() => void copy(number, `${numberName}已复制`)}
          arrow={false}
        />
      )}
      {open ? (
        <>
          <View className="p-bill__advice">{words.advice}</View>
          <Act difference={difference} onHandle={onHandle} />
        </>
      ) : (
        <View className="p-bill__closed">{closedText(difference, serverNow())}</View>
      )}
    </Card>
  )
}
