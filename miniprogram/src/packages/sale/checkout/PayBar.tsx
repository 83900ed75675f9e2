import { View } from '@tarojs/components'
import { formatYuan } from '@shared/money'
import { piecesOf, type Quote } from '@/features/checkout'
import { Button, Price } from '@/ui'

interface PayBarProps {
  bill: Quote
  /** Why it cannot be paid now. */
  reason: string | undefined
  busy: boolean
  onPay: () => Promise<unknown>
}

export function PayBar({ bill, reason, busy, onPay }: PayBarProps) {
  const { amounts } = bill
  const saved = amounts.discountFen > 0 ? ` · 已省 ¥${formatYuan(amounts.discountFen)}` : ''
  return (
    <>
      <View className="u-grow">
        <View className="checkout-pay__line">
          <View className="checkout-pay__word">合计</View>
          <Price fen={amounts.payFen} size="l" />
        </View>
        <View className="checkout-pay__note">{`共 ${piecesOf(bill.lines)} 件${saved}`}</View>
      </View>
      <Button
        className="checkout-pay__button"
        disabled={busy}
        {...(reason ? { reason } : {})}
        onClick={onPay}
      >
        {bill.address ? '微信支付' : '填写地址'}
      </Button>
    </>
  )
}
