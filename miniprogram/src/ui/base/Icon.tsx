import { View } from '@tarojs/components'
import { cx } from '../cx'
import { px } from '../px'
import './Icon.scss'

export const iconNames = [
  'back',
  'box',
  'cart',
  'chart',
  'chat',
  'check',
  'chev',
  'clock',
  'close',
  'copy',
  'dots',
  'down',
  'download',
  'edit',
  'egg',
  'filter',
  'fruit',
  'gift',
  'grid',
  'home',
  'honey',
  'image',
  'info',
  'leaf',
  'list',
  'lock',
  'me',
  'minus',
  'mush',
  'nut',
  'oil',
  'ok',
  'phone',
  'pin',
  'plus',
  'poster',
  'refund',
  'rice',
  'scan',
  'search',
  'settings',
  'share',
  'shield',
  'star',
  'store',
  'tea',
  'team',
  'ticket',
  'trash',
  'truck',
  'user-plus',
  'wallet',
  'warn',
  'wifi',
] as const

export type IconName = (typeof iconNames)[number]

/** A name from the server (a category's icon) when it is one we have. */
export function iconNamed(name: string, fallback: IconName = 'leaf'): IconName {
  return (iconNames as readonly string[]).includes(name) ? (name as IconName) : fallback
}

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
