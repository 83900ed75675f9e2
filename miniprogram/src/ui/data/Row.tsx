import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../base/Icon'
import { cx } from '../cx'
import './Row.scss'

export interface RowProps {
  label?: ReactNode
  icon?: IconName
  /** At the right unless `start`. */
  value?: ReactNode
  /** The value stands right behind the label, as on a product page. */
  start?: boolean
  tone?: 'ink' | 'red' | 'gold' | 'brand' | 'faint'
  /** A second line below the label. */
  note?: ReactNode
  /** The label is the matter itself (a menu), not the name of a value. */
  strong?: boolean
  onClick?: () => void
  /** Shown with `onClick` unless told. */
  arrow?: boolean
  /** In place of the value: a switch, a stepper. */
  children?: ReactNode
}

/** A line of a card: label, value, arrow. 44 high at least. */
export function Row({
  label,
  icon,
  value,
  start,
  tone = 'ink',
  note,
  strong,
  onClick,
  arrow,
  children,
}: RowProps) {
  return (
    <View
      className={cx('ui-row', start && 'ui-row--start', strong && 'ui-row--strong')}
      {...(onClick ? { onClick, hoverClass: 'ui-row--press', role: 'button' } : {})}
    >
      {icon && <Icon name={icon} size={20} className="ui-row__icon" />}
      {label !== undefined && (
        <View className="ui-row__label">
          {label}
          {note !== undefined && <View className="ui-row__note">{note}</View>}
        </View>
      )}
      <View className={`ui-row__value ui-row__value--${tone}`}>{children ?? value}</View>
      {(arrow ?? onClick !== undefined) && <Icon name="chev" size={14} className="ui-row__arrow" />}
    </View>
  )
}
