import { Swiper, SwiperItem, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { prefersReducedMotion } from '@/platform/system'
import { px } from '../px'
import './Carousel.scss'

export interface CarouselProps<T> {
  items: readonly T[]
  keyOf: (item: T, index: number) => string
  render: (item: T, index: number) => ReactNode
  /** Width by height. */
  ratio: number
  radius?: number
  onChange?: (index: number) => void
  /** Turns by itself every few seconds, unless the reader asked for less motion. */
  auto?: boolean
}

/** Things side by side, one at a time: banners, a product's pictures. A single one does not move. */
export function Carousel<T>({ items, keyOf, render, ratio, radius = 0, onChange, auto }: CarouselProps<T>) {
  const [only] = items
  return (
    <View className="ui-carousel" style={{ borderRadius: px(radius) }}>
      <View style={{ paddingTop: `${100 / ratio}%` }} />
      {items.length === 1 && only !== undefined ? (
        <View className="ui-carousel__place">{render(only, 0)}</View>
      ) : (
        <Swiper
          className="ui-carousel__place"
          circular
          autoplay={auto === true && !prefersReducedMotion()}
          interval={5000}
          duration={280}
          onChange={(event) => onChange?.(event.detail.current)}
        >
          {items.map((item, index) => (
            <SwiperItem key={keyOf(item, index)}>{render(item, index)}</SwiperItem>
          ))}
        </Swiper>
      )}
    </View>
  )
}
