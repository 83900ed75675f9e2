import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Badge } from '../base/Badge'
import { Icon, type IconName } from '../base/Icon'
import { Picture } from '../base/Picture'
import { cx } from '../cx'
import './IconTile.scss'

export interface IconTileProps {
  icon: IconName
  /** Instead of the icon, which is shown while it is not there. */
  picture?: string
  label: string
  /** tile: white, 44, on paper · soft: green, 40, in a card · plain: the icon alone */
  look?: 'tile' | 'soft' | 'plain'
  count?: number
  onClick?: () => void
}

/** The side of the white tile: a picture fills it. */
const TILE = 44

/** A way to somewhere: an icon above a word. */
export function IconTile({ icon, picture, label, look = 'soft', count = 0, onClick }: IconTileProps) {
  return (
    <View
      className={cx('ui-tile', `ui-tile--${look}`)}
      role="button"
      hoverClass="u-press"
      {...(onClick ? { onClick } : {})}
    >
      <Badge count={count}>
        <View className="ui-tile__icon">
          {picture ? (
            <Picture src={picture} size={TILE} radius={0} placeholder={icon} eager />
          ) : (
            <Icon name={icon} size={look === 'tile' ? 24 : 22} />
          )}
        </View>
      </Badge>
      <View className="ui-tile__label">{label}</View>
    </View>
  )
}

/** Tiles in columns of equal width. */
export function TileGrid({ columns = 4, children }: { columns?: 3 | 4 | 5; children: ReactNode }) {
  return <View className={`ui-tile-grid ui-tile-grid--${columns}`}>{children}</View>
}
