import type { CartLine } from '@shared/contract/cart/schema'
import { formatYuan } from '@shared/money'
import { priceOrder, type FreightRule } from '@shared/rules/pricing'

/** What the cart's bottom says of the lines that are chosen. */
export interface CartSummary {
  /** The chosen lines that can be bought, in the order of the cart. */
  chosen: CartLine[]
  pieces: number
  goodsFen: number
  freightFen: number
  /** How much more ships free of charge; 0 when it already does. */
  toFreeFreightFen: number
  /** Every line that can be bought is chosen. */
  all: boolean
  /** Lines that can no longer be bought. */
  dead: CartLine[]
}

/** A line that is short can be bought once its quantity has come down; sold out and delisted ones cannot. */
export function canBuy(line: Pick<CartLine, 'state'>): boolean {
  return line.state === 'ok'
}

export function isDead(line: Pick<CartLine, 'state'>): boolean {
  return line.state === 'sold_out' || line.state === 'delisted'
}

/**
 * What the chosen lines cost, by the rules that price the order.
 * @param left the SKUs that the buyer has unchecked: what is added later is chosen by itself
 */
export function summarize(
  lines: readonly CartLine[],
  left: ReadonlySet<string>,
  freight: FreightRule,
): CartSummary {
  const buyable = lines.filter(canBuy)
  const chosen = buyable.filter((line) => !left.has(line.skuId))
  const { goodsFen, freightFen, whyNots } = priceOrder({ lines: chosen, freight, facts: {} })
  const missing = whyNots.find(({ kind }) => kind === 'free_freight')
  return {
    chosen,
    pieces: chosen.reduce((sum, line) => sum + line.quantity, 0),
    goodsFen,
    freightFen,
    toFreeFreightFen: missing?.missingFen ?? 0,
    all: buyable.length > 0 && chosen.length === buyable.length,
    dead: lines.filter(isDead),
  }
}

/** The line above the cart: how far free shipping is. */
export function freightHint(summary: CartSummary, rule: FreightRule): string {
  const yuan = (fen: number) => formatYuan(fen, { decimals: 'auto' })
  if (rule.freightFen === 0 || rule.freeFreightFromFen === 0) return '全场包邮'
  if (summary.chosen.length === 0) return `满 ${yuan(rule.freeFreightFromFen)} 包邮`
  if (summary.freightFen === 0) return `已满 ${yuan(rule.freeFreightFromFen)}，包邮`
  return `再买 ¥${yuan(summary.toFreeFreightFen)} 就包邮`
}

/** What stands below a line that is not all right. */
export function lineHint(line: Pick<CartLine, 'state' | 'available'>): string | undefined {
  if (line.state === 'short') return `只剩 ${line.available} 件`
  if (line.state === 'sold_out') return '已售罄'
  return line.state === 'delisted' ? '已下架' : undefined
}
