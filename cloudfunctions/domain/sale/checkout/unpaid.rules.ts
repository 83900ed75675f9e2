import { AppError } from '@shared/contract/errors'
import { waitWords } from '@shared/words/wait'
import type { SettingsDoc } from '../../shop/settings'
import { slotsOf, type OrderDoc } from '../order'

/** Of a buyer's orders that are not paid yet there are so many at a time, with so many pieces: stock is held for them. */
export type UnpaidLimits = Pick<SettingsDoc, 'unpaidOrders' | 'heldPieces'>

type Unpaid = Pick<OrderDoc, 'slot' | 'lines' | 'expiresAt'>

/** The timer closes what has expired with its next run. */
const UNTIL_CLOSED_S = 60

/**
 * The first free place for another unpaid order. That it is free still decides the insertion: whoever has not seen an
 * order of the same buyer meets it there, and chooses again. (An order that is paid or closed just then frees its place
 * early for those who have seen that, so the pieces, not the orders, may be a few more for a moment.)
 *
 * @throws AppError UNPAID_LIMIT with the seconds until there is room again
 */
export function freeSlot(
  order: Pick<OrderDoc, 'buyerId' | 'lines'>,
  unpaid: readonly Unpaid[],
  limits: UnpaidLimits,
  now: number,
): string {
  const pieces = piecesOf([order])
  if (pieces > limits.heldPieces) {
    throw new AppError('UNPAID_LIMIT', {
      sentence: `一笔订单最多 ${limits.heldPieces} 件商品，请减少数量，或联系商家`,
    })
  }
  const fits = (others: readonly Unpaid[]) =>
    others.length < limits.unpaidOrders && piecesOf(others) + pieces <= limits.heldPieces
  if (!fits(unpaid)) throw tooMany(unpaid, fits, now)
  const taken = new Set(unpaid.map(({ slot }) => slot))
  const free = slotsOf(order.buyerId).find((slot) => !taken.has(slot))
  if (free === undefined) throw tooMany(unpaid, fits, now)
  return free
}

function tooMany(
  unpaid: readonly Unpaid[],
  fits: (others: readonly Unpaid[]) => boolean,
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
