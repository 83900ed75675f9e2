import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from '../cx'
import './Tag.scss'

export interface TagProps {
  children: ReactNode
  /** brand: a property · red: a campaign · gold: an identity · amber: waiting · gray: over · info: neutral news */
  tone?: 'brand' | 'red' | 'gold' | 'amber' | 'gray' | 'info'
  className?: string
}

/** A small label, 18 high. At most one on a picture. */
export function Tag({ children, tone = 'brand', className }: TagProps) {
  return <View className={cx('ui-tag', `ui-tag--${tone}`, className)}>{children}</View>
}
