import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './Apart.scss'

/**
 * A place for what comes and goes over a page. Taro sends WeChat all siblings of what is taken away: here there are
 * none, and the page below is not sent again. It takes no room.
 */
export function Apart({ children }: { children: ReactNode }) {
  return <View className="ui-apart">{children}</View>
}
