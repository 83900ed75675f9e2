import { Text, View } from '@tarojs/components'
import { axisLabels } from '@shared/words/moment'
import { changeText, shareText } from '@shared/words/percent'
import { countText } from '@shared/words/count'
import type { Centre } from '@/features/centre'
import { serverNow } from '@/platform'
import { formatYuan } from '@shared/money'
import { Card, LineChart, Stat, StatRow } from '@/ui'

/** Thirty days of commission, and how visits became orders. */
export function Trend({ centre }: { centre: Centre }) {
  const { trend, previousTrendFen, funnel } = centre
  const totalFen = trend.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const change = changeText(totalFen, previousTrendFen)
  const days = trend.map(({ day }) => day)
  const converted = shareText(funnel.paid, funnel.visitors)
  return (
    <Card
      title="近 30 天佣金"
      extra={
        <>
          <Text className="p-centre__total">{`¥${formatYuan(totalFen)}`}</Text>
          {change && <Text>{`较上期 ${change}`}</Text>}
        </>
      }
    >
      <LineChart
        values={trend.map(({ amountFen }) => amountFen)}
        labels={axisLabels(days, serverNow())}
        summary={`近 30 天佣金合计 ${formatYuan(totalFen)} 元`}
      />
      <View className="p-centre__funnel">
        <StatRow flow>
          <Stat label="浏览" value={countText(funnel.visits)} size="s" below />
          <Stat label="访客" value={countText(funnel.visitors)} size="s" below />
          <Stat label="下单" value={countText(funnel.placed)} size="s" below />
          <Stat
            label={converted ? `成交 ${converted}` : '成交'}
            value={countText(funnel.paid)}
            size="s"
            below
          />
        </StatRow>
      </View>
    </Card>
  )
}
