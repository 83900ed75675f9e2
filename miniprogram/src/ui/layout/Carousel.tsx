import { View } from '@tarojs/components'
import { px } from '../px'
import { Slides, type SlidesProps } from './Slides'
import './Carousel.scss'

export interface CarouselProps<T> extends SlidesProps<T> {
  /** Width by height. */
  ratio: number
  radius?: number
}

/** Things side by side, one at a time: banners, a product's pictures. A single one does not move. */
export function Carousel<T>({ ratio, radius = 0, ...slides }: CarouselProps<T>) {
  const { items, render } = slides
  const [only] = items
  return (
    <View className="ui-carousel" style={{ borderRadius: px(radius) }}>
      <View style={{ paddingTop: `${100 / ratio}%` }} />
      {items.length === 1 && only !== undefined ? (
        <View className="ui-carousel__place">{render(only, 0)}</View>
      ) : (
        <Slides {...slides} />
      )}
    </View>
  )
}
