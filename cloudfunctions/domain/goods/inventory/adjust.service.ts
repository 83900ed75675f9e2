import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import { MARK_MS, type StockDoc } from './stock.model'
import { bookMark, findStocks, unbookMark } from './stock.repo'

const TRIES = 5
/**
 * An adjustment that was begun longer ago is refused: it may have been booked and forgotten. Half the time of a mark,
 * because a phone's idea of the server's clock may be ahead by the other half.
 */
const VALID_MS = MARK_MS / 2

/** An adjustment of one document. */
interface Piece {
  readonly id: string
  readonly delta: number
}

/**
 * Adds `delta` pieces to what can be bought of a SKU (takes them away when negative), once for each token.
 * `begunAt`: when somebody began it, ms.
 *
 * @returns the pieces that can be bought now, and the product
 * @throws AppError NOT_FOUND, STOCK_NEGATIVE, ADJUSTMENT_EXPIRED (nothing changed), BUSY
 */
export async function adjustStock(
  ctx: Context,
  adjustment: { skuId: string; token: string; begunAt: number; delta: number; reason: string },
): Promise<{ available: number; productId: string }> {
  if (Math.abs(ctx.clock.now() - adjustment.begunAt) >= VALID_MS) throw new AppError('ADJUSTMENT_EXPIRED')
  const token = `adjust-${adjustment.token}`
  for (let tries = 0; tries < TRIES; tries++) {
    const stocks = await findStocks(ctx, { skuIds: [adjustment.skuId] })
    const [first] = stocks
    if (!first) throw new AppError('NOT_FOUND')
    const available = sum(stocks.map((stock) => stock.available))
    const answer = (total: number) => ({ available: total, productId: first.productId })
    const left = adjustment.delta - sum(stocks.map((stock) => stock.marks[token]?.delta ?? 0))
    if (left === 0) return answer(available)
    const pieces = spread(
      stocks.filter((stock) => !stock.marks[token]),
      left,
    )
    if (!pieces) throw new AppError('STOCK_NEGATIVE')
    if (await bookAll(ctx, token, pieces)) {
      ctx.log.info('stock.adjusted', { skuId: adjustment.skuId, delta: adjustment.delta })
      return answer(available + left)
    }
  }
  throw new AppError('BUSY')
}

/** More pieces go evenly over the documents; fewer are taken where there are most. */
function spread(stocks: readonly StockDoc[], delta: number): Piece[] | undefined {
  if (stocks.length === 0) return undefined
  if (delta > 0) {
    const base = Math.floor(delta / stocks.length)
    const more = delta % stocks.length
    return stocks
      .map((stock, i) => ({ id: stock._id, delta: base + (i < more ? 1 : 0) }))
      .filter((piece) => piece.delta > 0)
  }
  const pieces: Piece[] = []
  let missing = -delta
  for (const stock of [...stocks].sort((a, b) => b.available - a.available)) {
    const piece = Math.min(missing, Math.max(stock.available, 0))
    if (piece > 0) pieces.push({ id: stock._id, delta: -piece })
    missing -= piece
  }
  return missing === 0 ? pieces : undefined
}

/** Books all pieces; of pieces that are taken away all or none. What was added stays: the next try sees its mark. */
async function bookAll(ctx: Context, token: string, pieces: readonly Piece[]): Promise<boolean> {
  const booked: Piece[] = []
  for (const piece of pieces) {
    if (await bookMark(ctx, piece.id, token, { delta: piece.delta })) booked.push(piece)
    else {
      const taken = booked.filter(({ delta }) => delta < 0)
      await Promise.all(taken.map(({ id, delta }) => unbookMark(ctx, id, token, delta)))
      return false
    }
  }
  return true
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
