import { freightText } from '@/features/catalog'
import type { Quote } from '@/features/checkout'
import { Amount, Card, KeyValue, Price } from '@/ui'

/** How the amount comes about. */
export function Bill({ bill: { amounts, freeFreightFromFen } }: { bill: Quote }) {
  const rule = freightText({ freightFen: 1, freeFreightFromFen })
  return (
    <Card>
      <KeyValue label="商品合计" value={<Amount fen={amounts.goodsFen} />} />
      <KeyValue label="运费" note={rule} value={<Amount fen={amounts.freightFen} />} />
      {amounts.discountFen > 0 && (
        <KeyValue label="优惠" tone="red" value={<Amount fen={-amounts.discountFen} />} />
      )}
      <KeyValue label="实付" total value={<Price fen={amounts.payFen} />} />
    </Card>
  )
}
