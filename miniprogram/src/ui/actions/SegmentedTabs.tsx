import { ScrollView, View } from '@tarojs/components'
import { cx } from '../cx'
import './SegmentedTabs.scss'

export interface Segment {
  value: string
  label: string
  /** Shown behind the label when it is not 0. */
  count?: number
}

export interface SegmentedTabsProps {
  items: Segment[]
  value: string
  onChange: (value: string) => void
  /** line: below a title, as wide as the page, scrolls when there are many · pill: inside a card */
  look?: 'line' | 'pill'
}

/** Views of one list. */
export function SegmentedTabs({ items, value, onChange, look = 'line' }: SegmentedTabsProps) {
  const list = (
    <View className={cx('ui-tabs', `ui-tabs--${look}`, items.length > 5 && 'ui-tabs--many')} role="tablist">
      {items.map((item) => (
        <View
          key={item.value}
          className={cx('ui-tabs__item', item.value === value && 'ui-tabs__item--on')}
          role="tab"
          aria-selected={item.value === value}
          onClick={() => onChange(item.value)}
        >
          {item.label}
          {item.count ? <View className="ui-tabs__count">{item.count > 99 ? '99+' : item.count}</View> : null}
        </View>
      ))}
    </View>
  )
  if (look === 'pill' || items.length <= 5) return list
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="ui-tabs-scroll">
      {list}
    </ScrollView>
  )
}
