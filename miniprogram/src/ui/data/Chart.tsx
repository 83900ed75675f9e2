import { View } from '@tarojs/components'
import './Chart.scss'

/** What every chart has. */
export interface Labelled {
  /** The first, the middle and the last day; nothing else is written on the axis. */
  labels: [start: string, middle: string, end: string]
  /** In px, 64–80. */
  height?: number
  /** The chart in words, for those who cannot see it: 近 30 天佣金，最高 ¥162. */
  summary: string
}

/** The share of the height a value takes; some air is left above the highest. */
export function heights(values: number[]): number[] {
  const highest = Math.max(0, ...values) * 1.12
  return values.map((value) => (highest > 0 ? Math.max(0, value) / highest : 0))
}

export function Axis({ labels }: { labels: [string, string, string] }) {
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
