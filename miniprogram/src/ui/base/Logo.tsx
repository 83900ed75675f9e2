import { View } from '@tarojs/components'
import { px } from '../px'
import './Logo.scss'

/** The banyan in its green square. */
export function Logo({ size = 24 }: { size?: number }) {
  return <View className="ui-logo" style={{ width: px(size), height: px(size) }} aria-hidden />
}
