import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from '../cx'
import './Stat.scss'

export interface StatProps {
  label: ReactNode
  value: ReactNode
  /** Below: `较昨日 +9.1%`. Its direction is written with a sign, not by colour alone. */
  change?: string
  trend?: 'up' | 'down' | 'flat'
  /** s 16 · m 20 · l 24 · xl 34 px */
  size?: 's' | 'm' | 'l' | 'xl'
  tone?: 'ink' | 'red' | 'gold' | 'white'
  /** The label below the number, as in a wallet or a funnel. */
  below?: boolean
  align?: 'start' | 'center'
  onClick?: () => void
}

/** One number and what it counts. */
export function Stat({
  label,
  value,
  change,
  trend = 'flat',
  size = 'm',
  tone = 'ink',
  below,
  align = 'start',
  onClick,
}: StatProps) {
  return (
    <View
      className={cx(
        'ui-stat',
        `ui-stat--${size}`,
        `ui-stat--${tone}`,
        below && 'ui-stat--below',
        align === 'center' && 'ui-stat--center',
      )}
      {...(onClick ? { onClick, hoverClass: 'u-press', role: 'button' } : {})}
    >
      <View className="ui-stat__label">{label}</View>
      <View className="ui-stat__value">{value}</View>
      {change !== undefined && <View className={`ui-stat__change ui-stat__change--${trend}`}>{change}</View>}
    </View>
  )
}

/** Stats side by side; `ruled` draws lines between them, `flow` small arrows. */
export function StatRow({ children, ruled, flow }: { children: ReactNode; ruled?: boolean; flow?: boolean }) {
  return (
    <View className={cx('ui-stats', ruled && 'ui-stats--ruled', flow && 'ui-stats--flow')}>{children}</View>
  )
}
