import type { InputOf } from '@shared/contract'
import type { PriceChange } from '@shared/contract/checkout/schema'
import { formatYuan } from '@shared/money'
import type { Quote } from './quote-view'

type Seen = NonNullable<InputOf<'storefront/order.place'>['seen']>

const effectsOf = ({ lines, freightEffects }: Quote) => [
  ...lines.flatMap((line) => line.effects),
  ...freightEffects,
]

/** What the buyer sees of the price, for the server to tell what is another one by then. */
export function seenOf(bill: Quote): Seen {
  const offers = new Map<string, number>()
  for (const { source, fen } of effectsOf(bill)) offers.set(source, (offers.get(source) ?? 0) + fen)
  return {
    lines: bill.lines.map(({ lineId, priceFen }) => ({ lineId, priceFen })),
    freightFen: bill.amounts.freightFen,
    offers: [...offers].map(([source, fen]) => ({ source, fen })),
  }
}

const yuan = (fen: number) => `¥${formatYuan(fen, { decimals: 'auto' })}`

/** What has changed, in words, against the bill that the buyer has seen; nothing when the server does not say. */
export function changeWords(change: PriceChange | undefined, bill: Quote): string[] {
  if (!change) return []
  const nameOf = (lineId: string) => bill.lines.find((line) => line.lineId === lineId)?.name ?? '商品'
  const words = new Map(effectsOf(bill).map((effect) => [effect.source, effect.words]))
  return [
    ...change.lines.map(
      ({ lineId, fromFen, toFen }) => `「${nameOf(lineId)}」单价 ${yuan(fromFen)} → ${yuan(toFen)}`,
    ),
    ...change.offers.map(({ source, fromFen, toFen, words: now }) => {
      const known = words.get(source)
      if (toFen === 0) return `「${known ?? '优惠'}」不再适用${now === undefined ? '' : `：${now}`}`
      return `「${now ?? known ?? '优惠'}」优惠 ${yuan(-fromFen)} → ${yuan(-toFen)}`
    }),
    ...(change.freight ? [`运费 ${yuan(change.freight.fromFen)} → ${yuan(change.freight.toFen)}`] : []),
  ]
}
