import { View } from '@tarojs/components'
import { px } from '../px'
import { navBarHeight } from './NavBar'
import './Backdrop.scss'

/** The green head behind a page with `nav={{ tone: 'dark' }}`; `height` counts from below the bar, in px. */
export function Backdrop({ height = 138 }: { height?: number }) {
  return (
    <View style={{ paddingTop: `${navBarHeight()}px` }} className="ui-backdrop">
      <View className="ui-backdrop__fade" style={{ height: px(height) }} />
    </View>
  )
}
