import type { PricedOrder } from './pricing'

/** What of a price the buyer has agreed to: enough to tell what makes it another one now. */
export interface SeenPrice {
  payFen: number
  lines: readonly { lineId: string; priceFen: number }[]
  freightFen: number
  /** What each offer changed of lines and freight together, by its `source`. */
  offers: readonly { source: string; fen: number }[]
}

export interface FromTo {
  fromFen: number
  toFen: number
}

/** What has changed of a price; what is as it was is not named. */
export interface PriceChange {
  pay: FromTo
  /** Lines whose goods have another unit price. */
  lines: (FromTo & { lineId: string })[]
  freight?: FromTo
  /** Offers that give something else now: `toFen` 0 is one that went, `fromFen` 0 one that came. */
  offers: (FromTo & {
    source: string
    /** Why it does not apply, or else what it gives; absent when nothing is known of it any more. */
    words?: string
  })[]
}

type Priced = Pick<PricedOrder, 'lines' | 'freight' | 'freightFen' | 'payFen' | 'whyNots'>

/**
 * What a price of now is against the one that the buyer has seen, line by line. What he says that he saw is taken as it
 * comes: it decides nothing but these words.
 */
export function priceChangeOf(seen: SeenPrice, now: Priced): PriceChange {
  const before = new Map(seen.lines.map(({ lineId, priceFen }) => [lineId, priceFen]))
  const lines = now.lines.flatMap(({ lineId, priceFen }) => {
    const fromFen = before.get(lineId)
    return fromFen === undefined || fromFen === priceFen ? [] : [{ lineId, fromFen, toFen: priceFen }]
  })
  return {
    pay: { fromFen: seen.payFen, toFen: now.payFen },
    lines,
    ...(seen.freightFen !== now.freightFen && {
      freight: { fromFen: seen.freightFen, toFen: now.freightFen },
    }),
    offers: offersOf(seen, now),
  }
}

function offersOf(seen: SeenPrice, now: Priced): PriceChange['offers'] {
  const effects = [...now.lines.flatMap((line) => line.effects), ...now.freight.effects]
  const given = summed(effects)
  const before = summed(seen.offers)
  const words = new Map([...effects, ...now.whyNots].map((one) => [one.source, one.words]))
  return [...new Set([...before.keys(), ...given.keys()])].flatMap((source) => {
    const [fromFen, toFen] = [before.get(source) ?? 0, given.get(source) ?? 0]
    const said = words.get(source)
    return fromFen === toFen ? [] : [{ source, fromFen, toFen, ...(said !== undefined && { words: said }) }]
  })
}

function summed(effects: readonly { source: string; fen: number }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { source, fen } of effects) sums.set(source, (sums.get(source) ?? 0) + fen)
  return sums
}
