import { Swiper, SwiperItem } from '@tarojs/components'
import type { ReactNode } from 'react'
import { prefersReducedMotion } from '@/platform/system'

export interface SlidesProps<T> {
  items: readonly T[]
  keyOf: (item: T, index: number) => string
  render: (item: T, index: number) => ReactNode
  onChange?: (index: number) => void
  /** Turns by itself every few seconds, unless the reader asked for less motion. */
  auto?: boolean
}

/** What a `Carousel` moves, by WeChat's own element. A browser has `Slides.h5.tsx`. */
export function Slides<T>({ items, keyOf, render, onChange, auto }: SlidesProps<T>) {
  return (
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
  )
}
