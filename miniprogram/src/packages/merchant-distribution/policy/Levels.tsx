import { View } from '@tarojs/components'
import { useState } from 'react'
import { withLevels, type Policy } from '@/features/policy/merchant'
import { LEVELS_FREELY } from '@shared/contract/policy/limits'
import { levelWords } from '@shared/rules/commission'
import { stampText } from '@shared/words/moment'
import { Apart, Button, Card, cx, Notice } from '@/ui'
import type { PolicyPart } from './Rates'
import { ThreeLevelsSheet } from './ThreeLevelsSheet'

const NOTES = [
  '只给直接推荐的人。建议',
  '推荐人的推荐人也得一点，想清楚再选',
  '要先读一页说明，店主签上名字才能开',
] as const

export interface LevelsProps extends Pick<PolicyPart, 'form' | 'set'> {
  before: readonly string[]
  /** Three levels stand in the shop, and nobody has signed for them: two count. */
  unsigned: boolean
  /** The confirmation that stands. */
  confirmed: Policy['threeLevels']
  signed: string | undefined
  onSign: (name: string | undefined) => void
}

/** How many levels are paid: one unless the owner chooses otherwise, three only below the own name. */
export function Levels({ form, set, before, unsigned, confirmed, signed, onSign }: LevelsProps) {
  const [reading, setReading] = useState(false)
  const choose = (levels: number) => {
    if (levels > LEVELS_FREELY && !confirmed && signed === undefined) return setReading(true)
    if (levels <= LEVELS_FREELY) onSign(undefined)
    set(withLevels(form, levels, before))
  }
  return (
    <Card title="几级" extra="法律和微信都看这一项">
      {NOTES.map((note, i) => {
        const on = form.rates.length === i + 1
        return (
          <View
            key={note}
            className={cx('p-policy__level', on && 'p-policy__level--on')}
            role="radio"
            aria-checked={on}
            hoverClass="u-press"
            onClick={() => choose(i + 1)}
          >
            <View className="p-policy__dot" />
            <View className="u-grow">
              <View className="u-15 u-b">{levelWords(i + 1)}</View>
              <View className="u-12 u-c2">{note}</View>
            </View>
          </View>
        )
      })}
      {unsigned && signed === undefined && (
        <Notice
          tone="gold"
          icon="info"
          action={
            <Button kind="line" size="s" onClick={() => setReading(true)}>
              去签名
            </Button>
          }
        >
          三级还没有店主签名，先按两级算。已下的订单照旧。
        </Notice>
      )}
      {confirmed && (
        <View className="u-12 u-c2">
          {`三级由${confirmed.name}于 ${stampText(confirmed.at)} 签名确认（第 ${confirmed.policyVersion} 版规则）`}
        </View>
      )}
      <Apart>
        <ThreeLevelsSheet
          open={reading}
          onClose={() => setReading(false)}
          onSign={(name) => {
            onSign(name)
            set(withLevels(form, LEVELS_FREELY + 1, before))
            setReading(false)
          }}
        />
      </Apart>
    </Card>
  )
}
