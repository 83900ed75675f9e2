import { Text, View } from '@tarojs/components'
import { formatYuan, shownCents, splitYuan } from '@shared/money'
import { cx } from '../cx'
import './Price.scss'

export interface PriceProps {
  fen: number
  /** Red sells, ink states, gold is commission; inherit takes the colour around it. */
  tone?: 'red' | 'ink' | 'gold' | 'inherit'
  /** xs 13 · s 15 · m 18 · l 24 · xl 30 · xxl 34 px */
  size?: 'xs' | 's' | 'm' | 'l' | 'xl' | 'xxl'
  /** Cards drop `.00`; details, checkout and documents always write it. */
  decimals?: 'auto' | 'always'
  /** Writes `+` before what is not negative. */
  plus?: boolean
  /** The struck-through price behind it, when it is higher. */
  wasFen?: number
  className?: string
}

/** An amount with a small `¥` and small cents. */
export function Price({
  fen,
  tone = 'red',
  size = 'm',
  decimals = 'always',
  plus,
  wasFen,
  className,
}: PriceProps) {
  const { sign, integer, cents } = splitYuan(fen)
  const shown = shownCents(cents, decimals)
  const price = (
    <View
      className={cx('ui-price', `ui-price--${tone}`, `ui-price--${size}`, className)}
      aria-label={`${formatYuan(fen)} 元`}
    >
      {(sign || plus) && <Text className="ui-price__sign">{sign || '+'}</Text>}
      <Text className="ui-price__yen">¥</Text>
      <Text className="ui-price__integer">{integer}</Text>
      {shown && <Text className="ui-price__cents">{`.${shown}`}</Text>}
    </View>
  )
  if (!wasFen || wasFen <= fen) return price
  return (
    <View className="ui-price-pair">
      {price}
      <OldPrice fen={wasFen} />
    </View>
  )
}

/** A price that no longer holds (划线价). */
export function OldPrice({ fen, large }: { fen: number; large?: boolean }) {
  return (
    <Text className={cx('ui-old-price', large && 'ui-old-price--large')}>
      {`¥${formatYuan(fen, { decimals: 'auto' })}`}
    </Text>
  )
}

/** A plain amount in a line of text: same size throughout, e.g. `¥304.00` or `−¥20.00`. */
export function Amount({
  fen,
  plus,
  decimals = 'always',
}: {
  fen: number
  plus?: boolean
  decimals?: 'auto' | 'always'
}) {
  const sign = fen < 0 ? '−' : plus ? '+' : ''
  return <Text className="u-num">{`${sign}¥${formatYuan(Math.abs(fen), { decimals })}`}</Text>
}
