import { View } from '@tarojs/components'
import { Bone, Card } from '@/ui'
import './CommissionItem.scss'

/** Rows of a list that is on its way. */
export function ItemsSkeleton({ count = 6 }: { count?: number }) {
  return (
    <Card padding="snug">
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="d-item">
          <Bone width={44} height={44} radius={8} />
          <View className="d-item__main">
            <Bone width="72%" height={14} />
            <Bone width="52%" height={11} top={8} />
          </View>
          <Bone width={52} height={15} />
        </View>
      ))}
    </Card>
  )
}
