import { View } from '@tarojs/components'
import { switchTab } from '@/platform/navigation'
import type { TabName } from '@/platform/routes'
import { Badge } from '../base/Badge'
import { Icon, type IconName } from '../base/Icon'
import { cx } from '../cx'
import { tabState } from './tab-state'
import './TabBar.scss'

const TABS: { name: TabName; label: string; icon: IconName }[] = [
  { name: 'home', label: '首页', icon: 'home' },
  { name: 'category', label: '分类', icon: 'grid' },
  { name: 'cart', label: '购物车', icon: 'cart' },
  { name: 'merchant', label: '商家', icon: 'store' },
  { name: 'me', label: '我的', icon: 'me' },
]

/** The tab bar, drawn by `Page`, so that a page's sheets lie above it. */
export function TabBar({ on }: { on: TabName }) {
  const { cartCount, merchantCount, staff } = tabState()
  const counts: Partial<Record<TabName, number>> = { cart: cartCount, merchant: merchantCount }
  return (
    <View className="ui-tab-bar" role="tablist">
      {TABS.filter((tab) => tab.name !== 'merchant' || staff || on === 'merchant').map((tab) => (
        <View
          key={tab.name}
          className={cx('ui-tab-bar__item', tab.name === on && 'ui-tab-bar__item--on')}
          role="tab"
          aria-selected={tab.name === on}
          onClick={() => {
            if (tab.name !== on) switchTab(tab.name)
          }}
        >
          <Badge count={counts[tab.name] ?? 0}>
            <Icon name={tab.icon} size={24} filled={tab.name === on} />
          </Badge>
          <View className="ui-tab-bar__label">{tab.label}</View>
        </View>
      ))}
    </View>
  )
}
