import { View } from '@tarojs/components'
import { Bone } from '@/ui'

export function RailSkeleton() {
  return (
    <View className="category">
      <View className="category-rail">
        {Array.from({ length: 9 }, (_, at) => (
          <View key={at} className="category-rail__item">
            <Bone width={36} height={12} />
          </View>
        ))}
      </View>
      <View className="category-main category-main__list">
        <LinesSkeleton />
      </View>
    </View>
  )
}

export function LinesSkeleton() {
  return (
    <>
      {Array.from({ length: 5 }, (_, at) => (
        <View key={at} className="category-line-skeleton">
          <Bone width={96} height={96} radius={8} />
          <View className="category-line-skeleton__text">
            <Bone width="86%" height={14} top={4} />
            <Bone width="56%" height={11} top={10} />
            <Bone width="40%" height={16} top={34} />
          </View>
        </View>
      ))}
    </>
  )
}
