import { View } from '@tarojs/components'
import { Badge } from '../base/Badge'
import { Icon, type IconName } from '../base/Icon'
import './BarAction.scss'

export interface BarActionProps {
  icon: IconName
  label: string
  count?: number
  onClick?: () => void
}

/** A small icon with a word in a page's bottom bar: 客服, 购物车. */
export function BarAction({ icon, label, count = 0, onClick }: BarActionProps) {
  return (
    <View
      className="ui-bar-action"
      // Inside a button of WeChat's it has no tap of its own.
      {...(onClick ? { onClick, role: 'button', hoverClass: 'u-press' } : {})}
    >
      <Badge count={count}>
        <Icon name={icon} />
      </Badge>
      <View className="ui-bar-action__label">{label}</View>
    </View>
  )
}
