import { View } from '@tarojs/components'
import { reconciledText, sumsText, type BillDayDetail } from '@/features/reconciliation/merchant'
import { serverNow } from '@/platform'
import { formatYuan } from '@shared/money'
import { Card, KeyValue, Price } from '@/ui'

/** What WeChat Pay's bill of the day comes to. */
export function Sums({ bill, sums }: { bill: BillDayDetail; sums: NonNullable<BillDayDetail['sums']> }) {
  const { flow, others } = bill
  return (
    <Card title="微信支付账单" extra={<View className="u-num">{reconciledText(bill, serverNow())}</View>}>
      <KeyValue label="收款" value={sumsText(sums.payments, sums.paymentFen)} />
      <KeyValue label="退款" value={sumsText(sums.refunds, sums.refundFen)} />
      <KeyValue label="手续费" note="已扣除退回的" value={`¥${formatYuan(sums.feeFen)}`} />
      <KeyValue
        label="净额"
        note="收款 − 退款 − 手续费"
        value={<Price fen={sums.netFen} tone="ink" size="s" />}
        total
      />
      {flow && (
        <View className="p-bill__flow">
          {`资金账单：收入 ¥${formatYuan(flow.incomeFen)}，支出 ¥${formatYuan(flow.expenseFen)}`}
        </View>
      )}
      {others > 0 && (
        <View className="p-bill__flow">{`其中 ${others} 笔来自同一商户号的其他应用，不和商城订单核对`}</View>
      )}
    </Card>
  )
}
