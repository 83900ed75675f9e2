import { View } from '@tarojs/components'
import { commissionStateWord } from '@/features/commission'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { formatYuan } from '@shared/money'
import { levelWords } from '@shared/rules/commission'
import { percentOf } from '@shared/words/percent'
import { Avatar, Card } from '@/ui'

/** Who earns what on this order, nearest first. Only the shop and they themselves see it. */
export function Chain({ order }: { order: MerchantOrder }) {
  const { commissions } = order
  if (commissions.length === 0) return null
  const totalFen = commissions.reduce((sum, { accruedFen, reversedFen }) => sum + accruedFen - reversedFen, 0)
  return (
    <Card title="推广佣金" extra={`共 ¥${formatYuan(totalFen)}`}>
      {commissions.map(({ level, name, rateBps, accruedFen, reversedFen, state }) => (
        <View key={level} className="p-order__earner">
          <Avatar name={name} size={32} />
          <View className="p-order__earner-main">
            <View className="u-14 u-one">{name}</View>
            <View className="u-11 u-c2 u-num">
              {`${levelWords(level)} ${percentOf(rateBps)}`}
              {reversedFen > 0 ? ` · 已扣回 ¥${formatYuan(reversedFen)}` : ''}
            </View>
          </View>
          <View className="p-order__earner-end">
            <View
              className={
                accruedFen > reversedFen ? 'p-order__earned' : 'p-order__earned p-order__earned--none'
              }
            >{`¥${formatYuan(accruedFen - reversedFen)}`}</View>
            <View className="u-11 u-c2">{commissionStateWord(state)}</View>
          </View>
        </View>
      ))}
    </Card>
  )
}
