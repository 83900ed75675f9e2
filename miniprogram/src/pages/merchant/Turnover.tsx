import { Text } from '@tarojs/components'
import { dailyText, type Overview } from '@/features/overview/merchant'
import { roughYuan } from '@shared/words/money'
import { axisLabels } from '@shared/words/moment'
import { serverNow } from '@/platform'
import { BarChart, Card } from '@/ui'

/** Thirty days of sales, and the part that distributors brought. */
export function Turnover({ trend }: { trend: Overview['trend'] }) {
  const totalFen = trend.reduce((sum, { salesFen }) => sum + salesFen, 0)
  return (
    <Card
      title="近 30 天成交"
      extra={
        <>
          <Text className="p-merchant__total">{roughYuan(totalFen)}</Text>
          <Text>{dailyText(totalFen, trend.length)}</Text>
        </>
      }
    >
      <BarChart
        bars={trend.map(({ salesFen, recommendedFen }) => ({ whole: salesFen, part: recommendedFen }))}
        labels={axisLabels(
          trend.map(({ day }) => day),
          serverNow(),
        )}
        legend={{ rest: '自然成交', part: '推广成交' }}
        height={76}
        summary={`近 30 天成交 ${roughYuan(totalFen)}`}
      />
    </Card>
  )
}
