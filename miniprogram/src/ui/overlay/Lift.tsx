import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Picture } from '../base/Picture'
import './Sheet.scss'

/** A sheet's head with a picture that rises above its edge: `head={<Lift picture={…}>price</Lift>}`. */
export function Lift({ picture, children }: { picture: string; children: ReactNode }) {
  return (
    <View className="ui-lift">
      <View className="ui-lift__picture">
        <Picture src={picture} size={102} radius={11} eager />
      </View>
      <View className="ui-lift__text">{children}</View>
    </View>
  )
}
