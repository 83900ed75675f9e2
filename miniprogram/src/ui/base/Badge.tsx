import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './Badge.scss'

export interface BadgeProps {
  /** Nothing is drawn for 0; above 99 it says 99+. */
  count?: number
  /** A dot without a number. */
  dot?: boolean
  /** What it sits on. Alone it stands in the line. */
  children?: ReactNode
}

/** A red count at the upper right of an icon. */
export function Badge({ count = 0, dot, children }: BadgeProps) {
  const text = count > 99 ? '99+' : String(count)
  const mark = dot ? (
    <View className="ui-badge ui-badge--dot" />
  ) : count > 0 ? (
    <View className="ui-badge">{text}</View>
  ) : null
  if (children === undefined) return mark
  return (
    <View className="ui-badge-host">
      {children}
      {mark}
    </View>
  )
}
