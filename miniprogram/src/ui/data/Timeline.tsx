import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './Timeline.scss'

export interface TimelineItem {
  key: string
  title: ReactNode
  text?: ReactNode
  /** For the future: `预计 11-29`. */
  time?: string
  state?: 'past' | 'now' | 'future'
}

/** What happened, the latest on top; what is still to come above it, faded. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <View className="ui-timeline">
      {items.map((item) => (
        <View key={item.key} className={`ui-timeline__item ui-timeline__item--${item.state ?? 'past'}`}>
          <View className="ui-timeline__head">
            <View className="ui-timeline__title">{item.title}</View>
            {item.time && <View className="ui-timeline__time">{item.time}</View>}
          </View>
          {item.text !== undefined && <View className="ui-timeline__text">{item.text}</View>}
        </View>
      ))}
    </View>
  )
}
