import { addressLine, maskMobile } from '@/features/member'
import { stampText } from '@shared/words/moment'
import type { OrderDetail } from '@/features/order'
import { Amount, Card, copy, Icon, KeyValue } from '@/ui'
import { View } from '@tarojs/components'

/** The bill, the address, the numbers. */
export function Papers({ order }: { order: OrderDetail }) {
  const { amounts, address, remark, orderId, placedAt, paidAt, state } = order
  const unpaid = state === 'pending_payment' || (state === 'closed' && paidAt === undefined)
  return (
    <>
      <Card>
        <KeyValue label="商品合计" value={<Amount fen={amounts.goodsFen} />} />
        {amounts.discountFen > 0 && (
          <KeyValue label="优惠" value={<Amount fen={-amounts.discountFen} />} tone="red" />
        )}
        <KeyValue label="运费" value={<Amount fen={amounts.freightFen} />} />
        <KeyValue label={unpaid ? '应付' : '实付'} total value={<Amount fen={amounts.payFen} />} />
      </Card>
      <Card>
        <KeyValue label="收货" value={`${address.name} ${maskMobile(address.mobile)}`} />
        <KeyValue label="地址" value={addressLine(address)} />
        {remark && <KeyValue label="留言" value={remark} />}
        <KeyValue
          label="订单号"
          value={
            <View className="order-number" role="button" onClick={() => void copy(orderId, '订单号已复制')}>
              {orderId}
              <Icon name="copy" size={14} />
            </View>
          }
        />
        <KeyValue label="下单时间" value={stampText(placedAt)} />
        {paidAt !== undefined && <KeyValue label="付款时间" value={stampText(paidAt)} />}
      </Card>
    </>
  )
}
