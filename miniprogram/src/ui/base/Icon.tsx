import { View } from '@tarojs/components'
import { cx } from '../cx'
import { px } from '../px'
import './Icon.scss'

export const iconNames = [
  'back',
  'bag',
  'book',
  'box',
  'camera',
  'cart',
  'chat',
  'check',
  'chev',
  'close',
  'copy',
  'down',
  'drop',
  'edit',
  'gift',
  'grid',
  'heart',
  'home',
  'info',
  'leaf',
  'list',
  'me',
  'minus',
  'ok',
  'phone',
  'pin',
  'plus',
  'poster',
  'refund',
  'search',
  'settings',
  'share',
  'shield',
  'shirt',
  'star',
  'store',
  'team',
  'trash',
  'truck',
  'wallet',
  'warn',
] as const

export type IconName = (typeof iconNames)[number]

export interface IconProps {
  name: IconName
  /** Side in px, 22 unless told. */
  size?: number
  /** CSS colour; the text's unless told. */
  color?: string
  /** Lightly filled, for the tab that is on: home, grid, cart, me, store. */
  filled?: boolean
  className?: string
}

/** A line icon in the colour of the text around it. */
export function Icon({ name, size, color, filled, className }: IconProps) {
  const style = {
    ...(size ? { width: px(size), height: px(size) } : {}),
    ...(color ? { color } : {}),
  }
  return (
    <View
      className={cx('ui-icon', `ui-icon--${name}`, filled && 'ui-icon--filled', className)}
      style={style}
      aria-hidden
    />
  )
}
