import { allocate } from './allocation'
import { mulDivDown } from './exact'

/**
 * What a refund of an order is: which pieces come back and how much money for each line and for freight. Everything
 * follows from what was paid and what was refunded before; the caller reserves the outcome and pays it.
 */

export interface RefundedLine {
  lineId: string
  /** Pieces taken back; 0 for money without goods. */
  quantity: number
  /** Money paid back for this line. */
  fen: number
}

/** A refund, line by line. How much of it is freight is said apart, never guessed from the amount. */
export interface RefundOfLines {
  freightFen: number
  lines: readonly RefundedLine[]
}

export interface PaidLine {
  lineId: string
  quantity: number
  /** What the buyer paid for the line after discounts, without freight. */
  payFen: number
}

export interface PaidOrder {
  lines: readonly PaidLine[]
  freightFen: number
  /** Every refund that was made or is under way; not those that WeChat Pay closed. */
  refunds: readonly RefundOfLines[]
}

/** Freight: none (false), all that is left (true), or so many fen. */
export type FreightWish = boolean | number

export type RefundRequest =
  /** Everything that is left: pieces, money, freight. */
  | { kind: 'whole' }
  /** Pieces of lines, each paid back at what it was paid. */
  | { kind: 'pieces'; lines: readonly Pick<RefundedLine, 'lineId' | 'quantity'>[]; freight: FreightWish }
  /** Money without goods, shared over the lines (all, unless some are named) by what they have left. */
  | { kind: 'amount'; fen: number; lineIds?: readonly string[]; freight: FreightWish }

export interface Refund extends RefundOfLines {
  /** Lines and freight: what is asked of WeChat Pay. 0 only when what comes back was paid with nothing. */
  amountFen: number
}

export type RefundRefusal = 'unknown_line' | 'too_many_pieces' | 'too_much_money' | 'nothing'
export type RefundOutcome = { kind: 'refund'; refund: Refund } | { kind: 'refuse'; reason: RefundRefusal }

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What refunds leave of a line; only their totals count, so their order does not matter. */
export function linesLeft(lines: readonly PaidLine[], refunds: readonly RefundOfLines[]): PaidLine[] {
  const refunded = refunds.flatMap((refund) => refund.lines)
  return lines.map(({ lineId, quantity, payFen }) => {
    const mine = refunded.filter((line) => line.lineId === lineId)
    return {
      lineId,
      quantity: Math.max(0, quantity - sum(mine.map((line) => line.quantity))),
      payFen: Math.max(0, payFen - sum(mine.map(({ fen }) => fen))),
    }
  })
}

/** What of the freight has not been paid back, in fen. */
export function freightLeftFen({ freightFen, refunds }: Omit<PaidOrder, 'lines'>): number {
  return Math.max(0, freightFen - sum(refunds.map((refund) => refund.freightFen)))
}

/** What of the payment, freight included, has not been paid back, in fen. */
export function refundableFen(order: PaidOrder): number {
  return sum(linesLeft(order.lines, order.refunds).map(({ payFen }) => payFen)) + freightLeftFen(order)
}

class Refused extends Error {
  constructor(readonly reason: RefundRefusal) {
    super(reason)
  }
}

/**
 * What a request comes to, or why it cannot be.
 * @throws RangeError for numbers that no form lets through: fractions, less than one piece, negative amounts
 */
export function refundOf(order: PaidOrder, request: RefundRequest): RefundOutcome {
  try {
    const lines = linesOf(order, request).filter(({ quantity, fen }) => quantity > 0 || fen > 0)
    const freightFen = freightOf(order, request.kind === 'whole' ? true : request.freight)
    const amountFen = sum(lines.map(({ fen }) => fen)) + freightFen
    if (lines.length === 0 && freightFen === 0) throw new Refused('nothing')
    return { kind: 'refund', refund: { lines, freightFen, amountFen } }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refuse', reason: error.reason }
    throw error
  }
}

function freightOf(order: PaidOrder, wish: FreightWish): number {
  const left = freightLeftFen(order)
  if (typeof wish === 'boolean') return wish ? left : 0
  assertWhole(wish, 0)
  if (wish > left) throw new Refused('too_much_money')
  return wish
}

function linesOf(order: PaidOrder, request: RefundRequest): RefundedLine[] {
  const left = linesLeft(order.lines, order.refunds)
  if (request.kind === 'whole') {
    return left.map(({ lineId, quantity, payFen }) => ({ lineId, quantity, fen: payFen }))
  }
  const named = request.kind === 'pieces' ? request.lines.map(({ lineId }) => lineId) : request.lineIds
  if (named?.some((lineId) => !left.some((line) => line.lineId === lineId))) throw new Refused('unknown_line')
  return request.kind === 'pieces'
    ? order.lines.map((line, i) => piecesOf(line, left[i] ?? line, request.lines))
    : moneyOf(request.fen, named ? left.filter(({ lineId }) => named.includes(lineId)) : left)
}

/**
 * Pieces pay back in proportion: k of n pieces are worth payment × k ÷ n rounded down, of all pieces that came back so
 * far, so that one by one or all at once is the same and the last one takes the rest. Money paid back without goods
 * before lowers what the pieces left are worth, alike.
 */
function piecesOf(
  { lineId, quantity: all, payFen }: PaidLine,
  left: PaidLine,
  wanted: readonly Pick<RefundedLine, 'lineId' | 'quantity'>[],
): RefundedLine {
  const mine = wanted.filter((line) => line.lineId === lineId)
  mine.forEach(({ quantity }) => assertWhole(quantity, 1))
  const quantity = sum(mine.map((line) => line.quantity))
  if (quantity > left.quantity) throw new Refused('too_many_pieces')
  if (quantity === 0 || payFen === 0) return { lineId, quantity, fen: 0 }
  const before = all - left.quantity
  const worth = (pieces: number) => mulDivDown(payFen, pieces, all)
  const taken = worth(before + quantity) - worth(before)
  return { lineId, quantity, fen: mulDivDown(left.payFen, taken, payFen - worth(before)) }
}

function moneyOf(fen: number, left: readonly PaidLine[]): RefundedLine[] {
  assertWhole(fen, 0)
  const caps = left.map(({ payFen }) => payFen)
  if (fen > sum(caps)) throw new Refused('too_much_money')
  const shares = allocate(fen, caps, { caps })
  return left.map(({ lineId }, i) => ({ lineId, quantity: 0, fen: shares[i] ?? 0 }))
}

function assertWhole(value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`a refund of ${value}`)
}
