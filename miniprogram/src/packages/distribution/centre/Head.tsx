import { View } from '@tarojs/components'
import { countText } from '@shared/words/count'
import type { Centre } from '@/features/centre'
import { percentOf } from '@shared/words/percent'
import { formatYuan } from '@shared/money'
import { Avatar, Tag } from '@/ui'

/** Whose centre it is, and how today goes. */
export function Head({ centre }: { centre: Centre }) {
  const { nickname, storeName, rateBps, todayFen, todayOrders, customers } = centre
  const today =
    todayOrders > 0
      ? `今天成交 ${countText(todayOrders)} 单，佣金 ¥${formatYuan(todayFen)}`
      : '今天还没有成交'
  return (
    <View className="p-centre__head">
      <Avatar name={nickname} color="#96661A" />
      <View className="p-centre__who">
        <View className="p-centre__name">
          <View className="p-centre__store">{storeName}</View>
          <Tag tone="gold">{`推广员 · ${percentOf(rateBps)}`}</Tag>
        </View>
        <View className="p-centre__today">
          {customers > 0 ? `${today} · ${countText(customers)} 位客户` : today}
        </View>
      </View>
    </View>
  )
}
