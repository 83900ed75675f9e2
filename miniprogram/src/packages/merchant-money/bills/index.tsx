import { View } from '@tarojs/components'
import { useFreshOnShow } from '@/data'
import {
  billDayText,
  billWord,
  sumsText,
  useBillDays,
  type BillDay,
} from '@/features/reconciliation/merchant'
import { StaffOnly } from '@/features/staff'
import { go, serverNow, useRefresh } from '@/platform'
import { formatYuan } from '@shared/money'
import { Card, Empty, KeyValue, LoadableList, Page, SkeletonList, StateWord } from '@/ui'
import { AuditCard } from './AuditCard'
import { entry } from './entry'
import './index.scss'

/** 对账: the days that ended, each compared with WeChat Pay's bill. */
export default function BillsPage() {
  const refresh = useFreshOnShow('reconciliation', 'audit')
  useRefresh(refresh)
  return (
    <Page title="对账">
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <>
            <AuditCard />
            <Days />
          </>
        )}
      </StaffOnly>
    </Page>
  )
}

function Days() {
  const list = useBillDays()
  return (
    <LoadableList
      list={list}
      skeleton={<SkeletonList />}
      empty={
        <Empty
          art="receipt"
          title="还没有对过账"
          text="每天 10 点后，商城会拿微信支付前一天的账单，和订单、退款一笔一笔地对"
        />
      }
    >
      {(days) => days.map((day) => <DayCard key={day.day} day={day} />)}
    </LoadableList>
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
