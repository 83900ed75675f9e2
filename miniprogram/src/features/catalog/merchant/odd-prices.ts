import { formatYuan } from '@shared/money'
import type { SkuForm } from './product-form'

type Prices = Pick<SkuForm, 'priceFen' | 'costFen'>

/** A price that is so many times what it was, or less than that part of it, is more often a slip than a decision. */
const TIMES = 10

/** What stands below the cost of one SKU: what a piece earns, or that it loses. Nothing until both are amounts. */
export function profitWords({
  priceFen,
  costFen,
}: Prices): { hint: string } | { warning: string } | undefined {
  if (priceFen === null || costFen === null) return undefined
  return priceFen >= costFen
    ? { hint: `每件毛利 ¥${formatYuan(priceFen - costFen)}，佣金另算` }
    : { warning: `每件亏 ¥${formatYuan(costFen - priceFen)}，请再看一眼` }
}

/** Prices of one SKU as they are, and as they were; of a new one they were nothing. */
export interface PriceChange {
  /** `500g`; empty when there is one SKU only. */
  name: string
  now: Prices
  before?: Prices | undefined
}

/**
 * What is odd about prices that are about to be saved, with the numbers, a line each. What was saved like that before
 * is not asked about again.
 */
export function oddPrices(changes: readonly PriceChange[]): string[] {
  return changes.flatMap(({ name, now, before }) => {
    const of = name === '' ? '' : `「${name}」`
    const moved = movedFar(now.priceFen, before?.priceFen)
    const loses = isLoss(now) && !(before && same(now, before))
    return [
      ...(moved ? [`${of}售价从 ¥${moved.from} 改成 ¥${moved.to}`] : []),
      ...(loses ? [`${of}售价 ¥${yuan(now.priceFen)}，比成本 ¥${yuan(now.costFen)} 还低`] : []),
    ]
  })
}

/** So many lines are read; what follows is of the same kind. */
const LINES = 3

/** The question before prices are saved that are odd; nothing when none is. */
export function oddQuestion(odd: readonly string[]): { title: string; text: string } | undefined {
  if (odd.length === 0) return undefined
  const more = odd.length > LINES ? `，还有 ${odd.length - LINES} 处` : ''
  return { title: '价格再看一眼', text: `${odd.slice(0, LINES).join('；')}${more}。确定是这样吗？` }
}

const yuan = (fen: number | null) => formatYuan(fen ?? 0)
const same = (one: Prices, other: Prices) => one.priceFen === other.priceFen && one.costFen === other.costFen
const isLoss = ({ priceFen, costFen }: Prices) => priceFen !== null && costFen !== null && priceFen < costFen

function movedFar(now: number | null, before: number | null | undefined) {
  if (!now || !before) return undefined
  return now >= TIMES * before || TIMES * now <= before ? { from: yuan(before), to: yuan(now) } : undefined
}
