import { View } from '@tarojs/components'
import { px } from '../px'
import { Axis, heights, type Labelled } from './Chart'

export interface BarChartProps extends Labelled {
  /** A day's bar: the whole, and the part of it that stands at the bottom in gold. */
  bars: { whole: number; part?: number }[]
  /** What the two colours mean. */
  legend?: { rest: string; part: string }
}

/** A bar a day; all but the last are light. */
export function BarChart({ bars, legend, labels, height = 80, summary }: BarChartProps) {
  const shares = heights(bars.map((bar) => bar.whole))
  return (
    <View className="ui-chart" aria-label={summary} role="img">
      <View className="ui-chart__bars" style={{ height: px(height) }}>
        {bars.map((bar, index) => (
          <View
            key={index}
            className={index === bars.length - 1 ? 'ui-chart__bar ui-chart__bar--last' : 'ui-chart__bar'}
            style={{ height: `${((shares[index] ?? 0) * 100).toFixed(1)}%` }}
          >
            {bar.part && bar.whole > 0 ? (
              <View
                className="ui-chart__part"
                style={{ height: `${Math.min(100, (bar.part / bar.whole) * 100).toFixed(1)}%` }}
              />
            ) : null}
          </View>
        ))}
      </View>
      <Axis labels={labels} />
      {legend && (
        <View className="ui-chart__legend">
          <View className="ui-chart__key" />
          {legend.rest}
          <View className="ui-chart__key ui-chart__key--part" />
          {legend.part}
        </View>
      )}
    </View>
  )
}
