import type { OrderDetail } from '@/features/order'
import { go } from '@/platform'
import { Card, ProductLine, Tag } from '@/ui'

export function OrderLines({ order: { lines, refundState } }: { order: OrderDetail }) {
  return (
    <Card padding="snug" className="order-lines">
      {lines.map((line) => (
        <ProductLine
          key={line.skuId}
          line={line}
          onClick={() => go('goods/detail', { productId: line.productId })}
        >
          {refundState === 'succeeded' && <Tag tone="gray">已退款</Tag>}
        </ProductLine>
      ))}
    </Card>
  )
}
