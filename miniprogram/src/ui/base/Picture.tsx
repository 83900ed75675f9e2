import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { isWeb } from '@/platform/env'
import { pictureAddress } from '@/platform/picture'
import { cx } from '../cx'
import { px } from '../px'
import { Icon, type IconName } from './Icon'
import './Picture.scss'

export interface PictureProps {
  src?: string
  /** Side or width in px; the width of its place unless told. */
  size?: number
  /** Width by height, 1 unless told. */
  ratio?: number
  /** Corner in px: 8 unless told, 0 in a card whose corners cut it. */
  radius?: number
  /** Shown while nothing else is: no picture, or a broken one. */
  placeholder?: IconName
  /** For pictures above the fold. */
  eager?: boolean
  /** Dimmed, e.g. sold out; with a word in the middle. */
  veil?: string
  alt?: string
  className?: string
}

/** A picture of fixed shape. Its place never jumps; what is missing or broken becomes a quiet drawing. */
export function Picture({
  src,
  size,
  ratio = 1,
  radius = 8,
  placeholder = 'leaf',
  eager,
  veil,
  alt,
  className,
}: PictureProps) {
  const [brokenSrc, setBrokenSrc] = useState<string>()
  const [loadedSrc, setLoadedSrc] = useState<string>()
  const missing = !src || brokenSrc === src
  const box = size
    ? { width: px(size), height: px(size / ratio), borderRadius: px(radius) }
    : { borderRadius: px(radius) }
  return (
    <View className={cx('ui-picture', className)} style={box}>
      {size ? null : <View style={{ paddingTop: `${100 / ratio}%` }} />}
      {missing ? (
        <View className="ui-picture__none">
          <Icon name={placeholder} size={Math.max(16, Math.min(32, (size ?? 96) / 3))} />
        </View>
      ) : (
        <Image
          // Old iPhones do not show it otherwise.
          webp
          className={cx('ui-picture__image', loadedSrc === src && 'ui-picture__image--in')}
          src={pictureAddress(src)}
          mode="aspectFill"
          lazyLoad={!eager}
          onLoad={() => setLoadedSrc(src)}
          onError={() => setBrokenSrc(src)}
          {...described(alt)}
        />
      )}
      {veil && <View className="ui-picture__veil">{veil}</View>}
    </View>
  )
}

/** A picture that says nothing new is passed over. A browser's own picture lies inside Taro's. */
function described(alt: string | undefined) {
  if (isWeb) return { nativeProps: { alt: alt ?? '' } }
  return alt ? { 'aria-label': alt } : {}
}
