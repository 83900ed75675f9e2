import { View } from '@tarojs/components'
import { Bone, SkeletonGrid, TileGrid } from '@/ui'

/** The page's own places, grey. */
export function HomeSkeleton() {
  return (
    <>
      <Bone width={137} height={20} top={4} />
      <View className="home-skeleton__banner">
        <Bone height={144} radius={12} />
      </View>
      <TileGrid columns={5}>
        {Array.from({ length: 10 }, (_, at) => (
          <View key={at} className="home-skeleton__tile">
            <Bone width={44} height={44} radius={15} />
            <Bone width={28} height={10} top={8} />
          </View>
        ))}
      </TileGrid>
      <View className="home-skeleton__title">
        <Bone width={96} height={20} />
        <Bone width={40} height={14} />
      </View>
      <SkeletonGrid />
    </>
  )
}
