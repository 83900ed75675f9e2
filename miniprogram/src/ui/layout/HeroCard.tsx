import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './HeroCard.scss'

/** The one card with a gradient: a distributor's wallet. White text; `Stat tone="white"` inside. */
export function HeroCard({ children }: { children: ReactNode }) {
  return (
    <View className="ui-hero">
      <View className="ui-hero__rings" />
      <View className="ui-hero__body">{children}</View>
    </View>
  )
}
