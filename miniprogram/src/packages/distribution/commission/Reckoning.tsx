import { View } from '@tarojs/components'
import { lineWords, type CommissionDetail, type CommissionLine } from '@/features/commission'
import { formatYuan } from '@shared/money'
import { levelWords } from '@shared/rules/commission'
import { percentOf } from '@shared/words/percent'
import { Card, KeyValue, Picture } from '@/ui'

/** From here on both amounts together do not stand in one line at full size. */
const LONG_FEN = 10_000_000

/** 怎么算: base × rate = commission a line, then what refunds took back, then what is due. */
export function Reckoning({ detail, onRules }: { detail: CommissionDetail; onRules: () => void }) {
  return (
    <Card
      title="怎么算"
      extra={`规则第 ${detail.policyVersion} 版`}
      onExtra={onRules}
      className="p-commission__how"
    >
      {detail.lines.map((line, index) => (
        <Line key={index} line={line} level={detail.level} />
      ))}
      <View className="p-commission__bill">
        <KeyValue label="佣金小计" value={`¥${formatYuan(detail.accruedFen)}`} />
        {detail.reversedFen > 0 && (
          <KeyValue
            label="退款调整"
            note="买家退款，按比例扣回"
            value={`−¥${formatYuan(detail.reversedFen)}`}
            tone="danger"
          />
        )}
        <KeyValue label="应得" value={`¥${formatYuan(detail.amountFen)}`} tone="gold" total />
      </View>
    </Card>
  )
}

function Line({ line, level }: { line: CommissionLine; level: number }) {
  const { baseFen } = line
  const long = (baseFen ?? 0) + line.amountFen >= LONG_FEN
  return (
    <View className={long ? 'p-commission__line p-commission__line--long' : 'p-commission__line'}>
      <View className="p-commission__goods">
        <Picture src={line.picture} size={28} radius={6} />
        <View className="p-commission__name">
          {`${line.name}${line.specText ? ` ${line.specText}` : ''} ×${line.quantity}`}
        </View>
      </View>
      <View className="p-commission__sumline">
        {baseFen === undefined ? (
          <Term value="利润" label="实付减成本" />
        ) : (
          <Term value={`¥${formatYuan(baseFen)}`} label="计佣金额" />
        )}
        <View className="p-commission__sign">×</View>
        <Term value={percentOf(line.rateBps)} label={`${levelWords(level)}费率`} />
        <View className="p-commission__sign">=</View>
        <Term value={`¥${formatYuan(line.amountFen)}`} label="佣金" end />
      </View>
      <View className="p-commission__rule">{lineWords(line)}</View>
    </View>
  )
}

function Term({ value, label, end }: { value: string; label: string; end?: boolean }) {
  return (
    <View className={end ? 'p-commission__term p-commission__term--end' : 'p-commission__term'}>
      <View className="p-commission__figure">{value}</View>
      <View className="p-commission__label">{label}</View>
    </View>
  )
}
