import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from '../cx'
import './KeyValue.scss'

export interface KeyValueProps {
  label: ReactNode
  /** Quiet words behind the label: 满 99 包邮. */
  note?: ReactNode
  value: ReactNode
  tone?: 'ink' | 'red' | 'gold' | 'danger'
  /** The result below a line: larger and half bold. */
  total?: boolean
  strong?: boolean
}

/** A line of a bill or a document: name at the left, figure at the right, 28 high. */
export function KeyValue({ label, note, value, tone = 'ink', total, strong }: KeyValueProps) {
  return (
    <View className={cx('ui-kv', total && 'ui-kv--total', strong && 'ui-kv--strong')}>
      <View className="ui-kv__label">
        {label}
        {note !== undefined && <Text className="ui-kv__note"> {note}</Text>}
      </View>
      <View className={`ui-kv__value ui-kv__value--${tone}`}>{value}</View>
    </View>
  )
}
