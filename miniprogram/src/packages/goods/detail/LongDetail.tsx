import { View } from '@tarojs/components'
import type { Product } from '@/features/catalog'
import { KeyValue, WidePicture } from '@/ui'

/** Parameters, and the long description. */
export function LongDetail({ product: { attributes, detail } }: { product: Product }) {
  return (
    <>
      {attributes.length > 0 && (
        <View className="detail-block detail-block--pad">
          <View className="detail-block__title">商品参数</View>
          {attributes.map(({ name, value }) => (
            <KeyValue key={name} label={name} value={value} />
          ))}
        </View>
      )}
      {detail.length > 0 && (
        <View className="detail-block detail-block--pad">
          <View className="detail-block__title">商品详情</View>
          {detail.map((part, at) =>
            'text' in part ? (
              <View key={at} className="detail-text">
                {part.text}
              </View>
            ) : (
              <WidePicture key={at} src={part.picture} radius={8} />
            ),
          )}
        </View>
      )}
    </>
  )
}
