import { View } from '@tarojs/components'
import {
  EXAMPLE_COST_FEN,
  EXAMPLE_PAY_FEN,
  exampleOf,
  policyOf,
  type PolicyForm,
} from '@/features/policy/merchant'
import { formatYuan } from '@shared/money'
import { levelWords } from '@shared/rules/commission'
import { percentOf } from '@shared/words/percent'
import { Card, KeyValue } from '@/ui'

const yuan = (fen: number) => formatYuan(fen, { decimals: 'auto' })

/** 「卖 100 元…」 under what stands above, reckoned as real orders are. */
export function Example({ form }: { form: PolicyForm }) {
  const meant = policyOf(form)
  const title = `举个例子：卖 ${yuan(EXAMPLE_PAY_FEN)} 元`
  if (!meant) {
    return (
      <Card title={title}>
        <View className="u-13 u-c2">把上面填对，这里马上算给你看</View>
      </Card>
    )
  }
  const { baseFen, levels, totalFen, keptFen } = exampleOf(meant.commission)
  return (
    <Card title={title} {...(form.base === 'profit' ? { extra: `成本按 ${yuan(EXAMPLE_COST_FEN)} 元` } : {})}>
      <View className="p-policy__example">
        {levels.map(({ level, rateBps, amountFen }) => (
          <KeyValue
            key={level}
            label={levelWords(level)}
            note={`¥${formatYuan(baseFen)} × ${percentOf(rateBps)}`}
            value={`¥${formatYuan(amountFen)}`}
            tone="gold"
          />
        ))}
      </View>
      <KeyValue label="佣金一共" value={`¥${formatYuan(totalFen)}`} />
      <KeyValue label="店里留下" note="还没扣成本" value={`¥${formatYuan(keptFen)}`} total />
    </Card>
  )
}
