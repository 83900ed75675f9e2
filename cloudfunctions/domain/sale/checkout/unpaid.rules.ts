import { AppError } from '@shared/contract/errors'
import { waitWords } from '@shared/words/wait'
import type { SettingsDoc } from '../../shop/settings'
import { slotsOf, type OrderDoc } from '../order'

/**
 * Of a buyer's orders that are not paid yet there are so many at a time, with so many pieces: stock is held for them.
 */
export type UnpaidLimits = Pick<SettingsDoc, 'unpaidOrders' | 'heldPieces'>

/**
 * An order that has one of its buyer's places: it is unpaid, or was cancelled and nobody has needed the place since.
 */
type Placed = Pick<OrderDoc, '_id' | 'slot' | 'state' | 'lines' | 'expiresAt' | 'closedAt'>

/** The timer closes what has expired with its next run. */
const UNTIL_CLOSED_S = 60

/**
 * Placing and cancelling makes WeChat Pay work: the place of a cancelled order is had again after this, so that nobody
 * does it more often than there are places.
 */
const REST_MS = 60_000

/**
 * A place for another unpaid order: the first free one, or one that a cancelled order (`rested`) has to give up before.
 * That it is free still decides the insertion: whoever has not seen an order of the same buyer meets it there, and
 * chooses again. (An order that is paid or expires just then frees its place early for those who have seen that, so the
 * pieces, not the orders, may be a few more for a moment.)
 *
 * @throws AppError UNPAID_LIMIT, TOO_OFTEN with the seconds until there is room again
 */
export function placeFor<P extends Placed>(
  order: Pick<OrderDoc, 'buyerId' | 'lines'>,
  taken: readonly P[],
  limits: UnpaidLimits,
  now: number,
): { slot: string; rested?: P } {
  const pieces = piecesOf([order])
  if (pieces > limits.heldPieces) {
    throw new AppError('UNPAID_LIMIT', {
      sentence: `一笔订单最多 ${limits.heldPieces} 件商品，请减少数量，或联系商家`,
    })
  }
  const fits = (others: readonly Placed[]) =>
    others.length < limits.unpaidOrders && piecesOf(others) + pieces <= limits.heldPieces
  const unpaid = taken.filter(({ state }) => state === 'pending_payment')
  if (!fits(unpaid)) throw tooMany(unpaid, fits, now)
  const slots = new Set(taken.map(({ slot }) => slot))
  const free = slotsOf(order.buyerId).find((slot) => !slots.has(slot))
  if (free !== undefined) return { slot: free }
  const [rested] = taken
    .filter(({ state }) => state !== 'pending_payment')
    .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
  const restsUntil = (rested?.closedAt ?? 0) + REST_MS
  if (rested && restsUntil <= now) return { slot: rested.slot, rested }
  const retryAfter = Math.ceil((restsUntil - now) / 1_000)
  throw new AppError('TOO_OFTEN', {
    sentence: `刚刚取消的订单太多了，请 ${waitWords(retryAfter)}后再试`,
    details: { retryAfter },
  })
}

function tooMany(
  unpaid: readonly Placed[],
  fits: (others: readonly Placed[]) => boolean,
  now: number,
): AppError {
  const byEnd = [...unpaid].sort((a, b) => a.expiresAt - b.expiresAt)
  const ended = byEnd.findIndex((_, i) => fits(byEnd.slice(i + 1)))
  const at = byEnd[ended]?.expiresAt ?? now
  const retryAfter = Math.ceil(Math.max(0, at - now) / 1_000) + UNTIL_CLOSED_S
  return new AppError('UNPAID_LIMIT', {
    sentence: `你有 ${unpaid.length} 笔订单还没付款，请先付款或取消，或 ${waitWords(retryAfter)}后再试`,
    details: { retryAfter },
  })
}

const piecesOf = (orders: readonly Pick<OrderDoc, 'lines'>[]): number =>
  orders.reduce((all, { lines }) => lines.reduce((sum, { quantity }) => sum + quantity, all), 0)
