import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../base/Icon'
import { cx } from '../cx'
import './Notice.scss'

export interface NoticeProps {
  tone?: 'gold' | 'amber' | 'gray' | 'brand' | 'danger'
  icon?: IconName
  /** A small button or a word at the right. */
  action?: ReactNode
  /** Makes it a link with an arrow. */
  onClick?: () => void
  children: ReactNode
}

/** A tinted line that says one thing: 推广带来 ¥3,870.00, a reason, a hint. */
export function Notice({ tone = 'gray', icon, action, onClick, children }: NoticeProps) {
  return (
    <View
      className={cx('ui-notice', `ui-notice--${tone}`)}
      {...(onClick ? { onClick, hoverClass: 'u-press', role: 'button' } : {})}
    >
      {icon && <Icon name={icon} size={18} />}
      <View className="ui-notice__text">{children}</View>
      {action}
      {onClick && !action && <Icon name="chev" size={12} />}
    </View>
  )
}
