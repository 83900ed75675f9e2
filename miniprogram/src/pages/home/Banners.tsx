import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Home } from '@/features/catalog'
import { go } from '@/platform'
import { Carousel, Picture } from '@/ui'
import { openCategory } from './open-category'

type Banner = Home['banners'][number]

export function Banners({ banners }: { banners: Banner[] }) {
  const [at, setAt] = useState(0)
  return (
    <View className="home-banners">
      <Carousel
        auto
        items={banners}
        keyOf={(banner, index) => `${banner.picture}-${index}`}
        ratio={343 / 144}
        radius={12}
        onChange={setAt}
        render={(banner) => <Slide banner={banner} />}
      />
      {banners.length > 1 && (
        <View className="home-banners__dots">
          {banners.map((banner, index) => (
            <View
              key={`${banner.picture}-${index}`}
              className={index === at ? 'home-banners__dot home-banners__dot--on' : 'home-banners__dot'}
            />
          ))}
        </View>
      )}
    </View>
  )
}

/** As many characters stand beside the goods in the picture. */
const NOTE_MOST = 11

/** A long note breaks where it has a pause. */
function inTwoLines(note: string): string {
  return note.length > NOTE_MOST ? note.replace(/\s*·\s*/, '\n') : note
}

function Slide({ banner }: { banner: Banner }) {
  const { picture, title, subtitle, productId, categoryId } = banner
  const open = () => {
    if (productId) go('goods/detail', { productId })
    else if (categoryId) openCategory(categoryId)
  }
  return (
    <View className="home-banner" role="link" aria-label={title} onClick={open}>
      <Picture src={picture} ratio={343 / 144} radius={12} eager />
      <View className="home-banner__text">
        <View className="home-banner__title">{title}</View>
        <View className="home-banner__note">{inTwoLines(subtitle)}</View>
      </View>
    </View>
  )
}
