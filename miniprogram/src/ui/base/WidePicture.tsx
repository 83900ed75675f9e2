import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { pictureAddress } from '@/platform/picture'
import { px } from '../px'
import './Picture.scss'

/** A picture in its own shape, as wide as its place: long descriptions. A broken one leaves nothing behind. */
export function WidePicture({ src, radius = 0 }: { src: string; radius?: number }) {
  const [broken, setBroken] = useState(false)
  if (broken) return null
  return (
    <View className="ui-wide-picture" style={{ borderRadius: px(radius) }}>
      <Image
        // Old iPhones do not show it otherwise.
        webp
        className="ui-wide-picture__image"
        src={pictureAddress(src)}
        mode="widthFix"
        lazyLoad
        nativeProps={{ alt: '' }}
        onError={() => setBroken(true)}
      />
    </View>
  )
}
