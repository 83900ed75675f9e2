import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import './Card.scss'

export interface CardProps {
  title?: ReactNode
  /** At the right of the title. */
  extra?: ReactNode
  /** Makes `extra` a link with a small arrow. */
  onExtra?: () => void
  /** snug: for rows, which bring their own height · flush: for pictures · normal: 16px all around */
  padding?: 'normal' | 'snug' | 'flush'
  onClick?: () => void
  className?: string
  children?: ReactNode
}

/** White paper that carries things. */
export function Card({ title, extra, onExtra, padding = 'normal', onClick, className, children }: CardProps) {
  return (
    <View
      className={cx('ui-card', `ui-card--${padding}`, className)}
      {...(onClick ? { onClick, hoverClass: 'ui-card--press', role: 'link' } : {})}
    >
      {(title !== undefined || extra !== undefined) && (
        <View className="ui-card__head">
          <View className="ui-card__title">{title}</View>
          {extra !== undefined && (
            <View
              className={cx('ui-card__extra', onExtra && 'ui-card__extra--link')}
              {...(onExtra ? { onClick: onExtra, role: 'button' } : {})}
            >
              {extra}
              {onExtra && <Icon name="chev" size={12} />}
            </View>
          )}
        </View>
      )}
      {children}
    </View>
  )
}
