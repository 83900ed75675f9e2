import type { CartLine } from '@shared/contract/cart/schema'
import { formatYuan } from '@shared/money'
import type { OutputOf } from '@shared/contract'
import { priceOrder, type FreightRule } from '@shared/rules/pricing'
import { LINES_MOST } from '@shared/contract/checkout/limits'

export type Cart = OutputOf<'storefront/cart.get'>
type Quote = OutputOf<'storefront/order.quote'>
/** What the sums are made from; a server that is older than this page says no more than the freight rule. */
type Priced = FreightRule & Partial<Pick<Cart, 'offers' | 'amounts' | 'whyNots'>>

/** What the cart's bottom says of the lines that are chosen. */
export interface CartSummary {
  /** The chosen lines that can be bought, in the order of the cart. */
  chosen: CartLine[]
  pieces: number
  goodsFen: number
  /** What offers take off the goods. */
  discountFen: number
  freightFen: number
  payFen: number
  /** What offers give on each line, in words, by line id. */
  words: ReadonlyMap<string, readonly string[]>
  /** They cost more than an order may. */
  tooLarge: boolean
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
 * What the chosen lines cost. By offers only the server knows: it has said so for all of the cart, and says it for some
 * of the lines in `quote`. Where no offer takes part, and until that answer is there, it is worked out here by the
 * rules that price the order: exact without offers, and never less than what will be paid with them.
 * @param left the SKUs that the buyer has unchecked: what is added later is chosen by itself
 * @param quote of exactly these lines
 */
export function summarize(
  lines: readonly CartLine[],
  left: ReadonlySet<string>,
  cart: Priced,
  quote?: Quote,
): CartSummary {
  const buyable = lines.filter(canBuy)
  const chosen = buyable.filter((line) => !left.has(line.skuId))
  const all = buyable.length > 0 && chosen.length === buyable.length
  const bill = (all ? saidOf(cart, lines) : undefined) ?? (quote && saidOf(quote, quote.lines))
  const { whyNots, ...sums } = bill ?? workOut(chosen, cart)
  return {
    chosen,
    pieces: chosen.reduce((sum, line) => sum + line.quantity, 0),
    ...sums,
    toFreeFreightFen: whyNots.find(({ kind }) => kind === 'free_freight')?.missingFen ?? 0,
    all,
    dead: lines.filter(isDead),
  }
}

/** The lines that the server has to be asked about: what they cost follows from nothing that is known here. */
export function linesToQuote({ chosen, all }: CartSummary, { offers, amounts }: Priced): CartLine[] {
  const known = offers !== true || (all && amounts !== undefined)
  return known || chosen.length > LINES_MOST ? [] : chosen
}

/** The cart without what the server said of its price: its lines are others now. */
export function withoutPrices({ amounts: _amounts, lines, ...cart }: Cart): Cart {
  return { ...cart, lines: lines.map(({ payFen: _pay, ...line }) => ({ ...line, effects: [] })) }
}

type Bill = Pick<CartSummary, 'goodsFen' | 'discountFen' | 'freightFen' | 'payFen' | 'words' | 'tooLarge'> & {
  whyNots: readonly { kind: string; missingFen?: number | undefined }[]
}

function saidOf(
  { amounts, whyNots = [] }: Pick<Priced, 'amounts' | 'whyNots'>,
  lines: readonly Pick<CartLine, 'lineId' | 'effects'>[],
): Bill | undefined {
  const words = new Map(
    lines.map(({ lineId, effects }) => [lineId, [...new Set(effects.map((effect) => effect.words))]]),
  )
  return amounts && { ...amounts, whyNots, words, tooLarge: false }
}

function workOut(chosen: readonly CartLine[], { freightFen, freeFreightFromFen }: FreightRule): Bill {
  const words = new Map<string, readonly string[]>()
  try {
    const freight = { freightFen, freeFreightFromFen }
    const priced = priceOrder({ lines: chosen, freight, facts: {} })
    const { goodsFen, discountFen, payFen, whyNots } = priced
    return { goodsFen, discountFen, freightFen: priced.freightFen, payFen, whyNots, words, tooLarge: false }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const goodsFen = chosen.reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0)
    const sums = { goodsFen, discountFen: 0, freightFen: 0, payFen: goodsFen }
    return { ...sums, whyNots: [], words, tooLarge: true }
  }
}

/** What stands below the sum. */
export function sumNote(summary: CartSummary): string {
  const { chosen, discountFen, freightFen, tooLarge } = summary
  if (tooLarge) return '一笔订单最多 1000 万元'
  if (chosen.length === 0) return '还没有选商品'
  const freight = freightFen > 0 ? `含运费 ¥${formatYuan(freightFen)}` : '已包邮'
  return discountFen > 0 ? `已优惠 ¥${formatYuan(discountFen)}，${freight}` : freight
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
