import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import './Check.scss'

export interface CheckProps {
  on: boolean
  onChange?: (on: boolean) => void
  disabled?: boolean
  /** What is agreed to or chosen; part of what can be tapped. */
  children?: ReactNode
}

/** A round check mark: lines of the cart, the default address, an agreement. */
export function Check({ on, onChange, disabled, children }: CheckProps) {
  return (
    <View
      className={cx('ui-check', on && 'ui-check--on', disabled && 'ui-check--off')}
      role="checkbox"
      aria-checked={on}
      onClick={(event) => {
        event.stopPropagation()
        if (!disabled) onChange?.(!on)
      }}
    >
      <View className="ui-check__mark">{on && <Icon name="check" size={14} />}</View>
      {children !== undefined && <View className="ui-check__text">{children}</View>}
    </View>
  )
}
