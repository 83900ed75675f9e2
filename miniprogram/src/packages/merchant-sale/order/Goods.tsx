import { View } from '@tarojs/components'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { formatYuan } from '@shared/money'
import { Card, KeyValue, Price, ProductLine } from '@/ui'

/** What was bought, and how the amount came about. */
export function Goods({ order }: { order: MerchantOrder }) {
  const { goodsFen, discountFen, freightFen, payFen } = order.amounts
  return (
    <Card title="商品" className="p-order__goods">
      {order.lines.map((line) => (
        <ProductLine key={line.skuId} line={line} size={64} />
      ))}
      <View className="p-order__bill">
        <KeyValue label="商品小计" value={`¥${formatYuan(goodsFen)}`} />
        {discountFen > 0 && <KeyValue label="优惠" value={`−¥${formatYuan(discountFen)}`} tone="red" />}
        <KeyValue label="运费" value={freightFen > 0 ? `¥${formatYuan(freightFen)}` : '包邮'} />
        <KeyValue
          label={order.paidAt ? '实付' : '应付'}
          value={<Price fen={payFen} tone="ink" size="s" />}
          total
        />
      </View>
    </Card>
  )
}
