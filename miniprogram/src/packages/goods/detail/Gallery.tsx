import { View } from '@tarojs/components'
import { useState } from 'react'
import { Carousel, Picture } from '@/ui'

/** The product's pictures, as wide as the window, with which one it is. */
export function Gallery({ pictures }: { pictures: string[] }) {
  const [at, setAt] = useState(0)
  return (
    <View className="detail-gallery">
      <Carousel
        items={pictures.length ? pictures : ['']}
        keyOf={(picture, index) => `${picture}-${index}`}
        ratio={1}
        onChange={setAt}
        render={(picture, index) => (
          <Picture src={picture} alt={`商品图 ${index + 1}`} radius={0} eager={index < 2} />
        )}
      />
      {pictures.length > 1 && <View className="detail-gallery__at">{`${at + 1} / ${pictures.length}`}</View>}
    </View>
  )
}
