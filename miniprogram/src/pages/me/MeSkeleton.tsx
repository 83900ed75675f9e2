import { View } from '@tarojs/components'
import { Bone } from '@/ui'

export function MeSkeleton() {
  return (
    <>
      <View className="me-head">
        <Bone width={56} height={56} radius={28} />
        <View className="me-head__words">
          <Bone width={96} height={18} />
          <Bone width={160} height={12} top={10} />
        </View>
      </View>
      <Bone height={128} radius={12} />
      <Bone height={56} radius={12} top={10} />
      <Bone height={104} radius={12} top={10} />
    </>
  )
}
