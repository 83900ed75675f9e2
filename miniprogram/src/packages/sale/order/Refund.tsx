import { stampText } from '@shared/words/moment'
import type { OrderDetail } from '@/features/order'
import { Amount, Card, KeyValue } from '@/ui'

export function Refund({ order: { refunds } }: { order: OrderDetail }) {
  return refunds.map((refund) => (
    <Card key={refund.requestedAt} title="退款">
      <KeyValue label="退款金额" strong value={<Amount fen={refund.amountFen} />} />
      {refund.reason && <KeyValue label="原因" value={refund.reason} />}
      <KeyValue label="申请时间" value={stampText(refund.requestedAt)} />
      {refund.succeededAt !== undefined && (
        <KeyValue label="退款时间" value={stampText(refund.succeededAt)} />
      )}
    </Card>
  ))
}
