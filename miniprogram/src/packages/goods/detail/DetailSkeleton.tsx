import { View } from '@tarojs/components'
import { Bone } from '@/ui'

export function DetailSkeleton() {
  return (
    <View className="detail-skeleton">
      <Bone height={343} radius={12} />
      <Bone width={140} height={28} top={20} />
      <Bone width="86%" height={18} top={16} />
      <Bone width="60%" height={18} top={8} />
      <Bone width="44%" height={13} top={12} />
      <Bone height={44} top={24} />
      <Bone height={44} top={10} />
    </View>
  )
}
