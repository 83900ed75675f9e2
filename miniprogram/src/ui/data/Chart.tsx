import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { px } from '../px'
import { heights, lineDrawing } from './chart-paths'
import './Chart.scss'

const COLORS = { gold: '#B8802A', brand: '#0B7A5B' } as const

interface Labelled {
  /** The first, the middle and the last day; nothing else is written on the axis. */
  labels: [start: string, middle: string, end: string]
  /** In px, 64–80. */
  height?: number
  /** The chart in words, for those who cannot see it: 近 30 天佣金，最高 ¥162. */
  summary: string
}

export interface LineChartProps extends Labelled {
  values: number[]
  tone?: keyof typeof COLORS
}

/** One line over time, ending in an open circle. */
export function LineChart({ values, tone = 'gold', labels, height = 64, summary }: LineChartProps) {
  const drawing = useMemo(() => lineDrawing(values, COLORS[tone]), [values, tone])
  const last = heights(values)[values.length - 1] ?? 0
  return (
    <View className="ui-chart" aria-label={summary} role="img">
      <View className="ui-chart__area" style={{ height: px(height) }}>
        <View className="ui-chart__grid" style={{ top: '0' }} />
        <View className="ui-chart__grid" style={{ top: '50%' }} />
        <View className="ui-chart__line" style={{ backgroundImage: drawing }} />
        <View
          className={`ui-chart__end ui-chart__end--${tone}`}
          style={{ bottom: `calc(${(last * 100).toFixed(1)}% - ${px(5)})` }}
        />
      </View>
      <Axis labels={labels} />
    </View>
  )
}

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

function Axis({ labels }: { labels: [string, string, string] }) {
  return (
    <View className="ui-chart__axis">
      {labels.map((label, index) => (
        <View key={index} className="ui-chart__label">
          {label}
        </View>
      ))}
    </View>
  )
}
