import { View } from '@tarojs/components'
import { countText } from '@shared/words/count'
import { dayWords } from '@shared/words/moment'
import type { Centre } from '@/features/centre'
import { serverNow } from '@/platform'
import { formatYuan } from '@shared/money'
import { HeroCard, Stat, StatRow } from '@/ui'

/** Seven figures and more take a smaller size, so that the next settlement keeps its place. */
const LONG = 10

/** The green card: settled, pending, this month, in all; a debt when refunds came after a settlement. */
export function Wallet({ centre }: { centre: Centre }) {
  const { availableFen, pendingFen, pendingCount, monthFen, settledTotalFen, debtFen, nextSettlementAt } =
    centre
  const available = formatYuan(availableFen)
  return (
    <HeroCard>
      <View className="u-between">
        <Stat
          label="已结算余额（元）"
          value={available}
          size={available.length > LONG ? 'l' : 'xl'}
          tone="white"
        />
        <View className="p-centre__next">
          <View className="p-centre__next-label">下次结算</View>
          {dayWords(nextSettlementAt, serverNow())}
        </View>
      </View>
      <View className="p-centre__sums">
        <StatRow>
          <Stat
            label={pendingCount > 0 ? `待结算 · ${countText(pendingCount)} 笔` : '待结算'}
            value={formatYuan(pendingFen)}
            size="s"
            tone="white"
            below
          />
          <Stat label="本月佣金" value={formatYuan(monthFen)} size="s" tone="white" below />
          <Stat label="累计到账" value={formatYuan(settledTotalFen)} size="s" tone="white" below />
        </StatRow>
      </View>
      {debtFen > 0 && (
        <View className="p-centre__debt">{`到账后又有退款，待抵扣 ¥${formatYuan(debtFen)}，从下次结算里扣`}</View>
      )}
    </HeroCard>
  )
}
