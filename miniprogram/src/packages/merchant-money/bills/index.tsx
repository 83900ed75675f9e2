import { View } from '@tarojs/components'
import {
  billDayText,
  billWord,
  sumsText,
  useBillDays,
  type BillDay,
} from '@/features/reconciliation/merchant'
import { StaffList, StaffRows } from '@/merchant/StaffList'
import { go, serverNow } from '@/platform'
import { formatYuan } from '@shared/money'
import { Card, KeyValue, StateWord } from '@/ui'
import { AuditCard } from './AuditCard'
import { entry } from './entry'
import './index.scss'

/** 对账: the days that ended, each compared with WeChat Pay's bill. */
export default function BillsPage() {
  return (
    <StaffList title="对账" needs={entry.permission} about={['reconciliation', 'audit']}>
      {() => (
        <>
          <AuditCard />
          <Days />
        </>
      )}
    </StaffList>
  )
}

const NOTHING = {
  title: '还没有对过账',
  text: '每天 10 点后，商城会拿微信支付前一天的账单，和订单、退款一笔一笔地对',
}

function Days() {
  return (
    <StaffRows list={useBillDays()} art="receipt" nothing={NOTHING}>
      {(days) => days.map((day) => <DayCard key={day.day} day={day} />)}
    </StaffRows>
  )
}

function DayCard({ day }: { day: BillDay }) {
  const { sums } = day
  return (
    <Card
      className="p-bills__day"
      title={<View className="u-num">{billDayText(day.day, serverNow())}</View>}
      extra={<StateWord word={billWord(day)} />}
      onClick={() => go('merchant-money/bill', { day: day.day })}
    >
      {sums && (
        <>
          <KeyValue label="收款" value={sumsText(sums.payments, sums.paymentFen)} />
          {sums.refunds > 0 && <KeyValue label="退款" value={sumsText(sums.refunds, sums.refundFen)} />}
          <KeyValue
            label="净额"
            note={`手续费 ¥${formatYuan(sums.feeFen)}`}
            value={`¥${formatYuan(sums.netFen)}`}
            strong
          />
        </>
      )}
    </Card>
  )
}
