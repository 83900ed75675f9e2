import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { px } from '../px'
import { Axis, heights, type Labelled } from './Chart'
import { lineDrawing } from './line-drawing'

const COLORS = { gold: '#B8802A', brand: '#0B7A5B' } as const

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
