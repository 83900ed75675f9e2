import { Text, View } from '@tarojs/components'
import { countChange, percentChange, recommendedShare, type Overview } from '@/features/overview/merchant'
import type { Allows } from '@/features/staff'
import { roughYuan } from '@shared/words/money'
import { timeText } from '@shared/words/moment'
import { countText } from '@shared/words/count'
import { go } from '@/platform'
import { formatYuan } from '@shared/money'
import { Card, Notice, Stat, StatRow } from '@/ui'

/** 今日: sales, orders, visitors, and what of it distributors brought. */
export function Today({ overview, allows }: { overview: Overview; allows: Allows }) {
  const { today, yesterday, updatedAt } = overview
  const sales = percentChange(today.salesFen, yesterday.salesFen)
  const orders = countChange(today.orders, yesterday.orders)
  const visitors = percentChange(today.visitors, yesterday.visitors)
  const salesText = roughYuan(today.salesFen).slice(1)
  return (
    <Card title="今日" extra={`更新于 ${timeText(updatedAt)}`}>
      <StatRow ruled>
        <Stat
          label="成交额（元）"
          value={salesText}
          size="l"
          {...(sales
            ? { change: `较昨日 ${sales.text}`, trend: sales.trend }
            : { change: `昨日 ${formatYuan(yesterday.salesFen)}` })}
        />
        <Stat label="订单" value={countText(today.orders)} change={orders.text} trend={orders.trend} />
        <Stat
          label="访客"
          value={countText(today.visitors)}
          {...(visitors
            ? { change: visitors.text, trend: visitors.trend }
            : { change: `昨日 ${countText(yesterday.visitors)}` })}
        />
      </StatRow>
      <View className="p-merchant__recommended">
        <Notice
          tone="gold"
          {...(allows('order.read')
            ? { onClick: () => go('merchant-sale/orders', { state: 'recommended' }) }
            : {})}
        >
          {today.recommendedFen > 0 ? (
            <>
              推广带来 <Text className="u-b">{`¥${formatYuan(today.recommendedFen)}`}</Text>
              {recommendedShare(today)}，应付佣金{' '}
              <Text className="u-b">{`¥${formatYuan(today.commissionFen)}`}</Text>
            </>
          ) : (
            '今天还没有推广带来的成交'
          )}
        </Notice>
      </View>
    </Card>
  )
}
