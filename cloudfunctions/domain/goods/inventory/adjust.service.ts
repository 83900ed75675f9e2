import { AppError } from '@shared/contract/errors'
import { again } from '../../../platform/again'
import type { Context } from '../../../platform/context'
import { bookMark, MARK_MS, spread, sum, totalOf, unbookMark, type Part } from '../../../platform/hold'
import { changeOf, leavingTrail, untrail, type Deed, type TrailPart } from '../../../platform/trail'
import { STOCK } from './stock.model'
import { findStocksOfSku } from './stock.repo'

const TRIES = 5
/**
 * An adjustment that was begun longer ago is refused: it may have been booked and forgotten. Half the time of a mark,
 * because a phone's idea of the server's clock may be ahead by the other half.
 */
const VALID_MS = MARK_MS / 2

interface Adjustment {
  skuId: string
  token: string
  begunAt: number
  delta: number
  reason: string
}

/**
 * Adds `delta` pieces to what can be bought of a SKU (takes them away when negative), once for each token.
 * `begunAt`: when somebody began it, ms.
 *
 * @returns the pieces that can be bought now, and the product
 * @throws AppError NOT_FOUND, STOCK_NEGATIVE, ADJUSTMENT_EXPIRED (nothing changed), TOKEN_REUSED (with another
 *   `delta`), BUSY
 */
export async function adjustStock(
  ctx: Context,
  adjustment: Adjustment,
): Promise<{ available: number; productId: string }> {
  if (Math.abs(ctx.clock.now() - adjustment.begunAt) >= VALID_MS) throw new AppError('ADJUSTMENT_EXPIRED')
  const token = `adjust-${adjustment.token}`
  return again(TRIES, async () => {
    const { stocks, product } = await findStocksOfSku(ctx, adjustment.skuId)
    const [first] = stocks
    if (!first) throw new AppError('NOT_FOUND')
    const available = sum(stocks.map((stock) => stock.available))
    const answer = (total: number) => ({ available: total, productId: first.productId })
    if (stocks.some(({ marks }) => (marks[token]?.total ?? adjustment.delta) !== adjustment.delta)) {
      throw new AppError('TOKEN_REUSED', { sentence: '这次调整已经提交过了，请看一眼现在的库存再重新调' })
    }
    const left = adjustment.delta - sum(stocks.map((stock) => stock.marks[token]?.delta ?? 0))
    if (left === 0) return answer(available)
    const parts = spread(
      stocks.filter((stock) => !stock.marks[token]),
      left,
    )
    if (totalOf(parts) !== left) throw new AppError('STOCK_NEGATIVE')
    const claimed = stocks.some(({ marks }) => marks[token])
    const all = claimed ? parts : claimedFirst(parts, stocks)
    const sku = product?.skus.find(({ skuId }) => skuId === adjustment.skuId)
    const after = available + left
    const deed: Deed = {
      kind: 'goods',
      what: adjustment.delta < 0 ? '减库存' : '加库存',
      subject: { id: first.productId, name: product?.name ?? adjustment.skuId },
      changes: changeOf('可卖库存', after - adjustment.delta, after, {
        of: sku?.values.join(' '),
        unit: 'pieces',
      }),
      reason: adjustment.reason,
      key: `${adjustment.skuId} ${token}`,
    }
    const booked = await leavingTrail(ctx, deed, (part) =>
      bookAll(ctx, { token, total: adjustment.delta, deed }, all, part),
    )
    if (!booked) return undefined
    ctx.log.info('stock.adjusted', { skuId: adjustment.skuId, delta: adjustment.delta })
    return answer(available + left)
  })
}

/**
 * The same for the merchant, whose lists show it at once: `fold` is what the timer does later for the product (the
 * catalog knows of the stock, and not the other way round).
 */
export async function adjustForStaff(
  ctx: Context,
  adjustment: Adjustment,
  fold: (ctx: Context, productId: string) => Promise<unknown>,
): Promise<{ available: number }> {
  const { available, productId } = await adjustStock(ctx, adjustment)
  await fold(ctx, productId)
  return { available }
}

/**
 * The parts with the first document of the SKU in front, with nothing to add when it has no part: that is where two
 * different adjustments under one token meet, wherever their pieces lie.
 */
function claimedFirst(parts: readonly Part[], stocks: readonly { readonly _id: string }[]): Part[] {
  const [first = ''] = stocks.map(({ _id }) => _id).sort()
  const part = parts.find(({ id }) => id === first) ?? { id: first, delta: 0 }
  return [part, ...parts.filter(({ id }) => id !== first)]
}

/** Books all parts; of what is taken away all or none. What was added stays: the next try sees its mark. */
async function bookAll(
  ctx: Context,
  { token, total, deed }: { token: string; total: number; deed: Deed },
  parts: readonly Part[],
  more: TrailPart,
): Promise<boolean> {
  const booked: Part[] = []
  for (const part of parts) {
    if (await bookMark(ctx, STOCK, part.id, token, { delta: part.delta, total }, { more })) booked.push(part)
    else {
      const taken = booked.filter(({ delta }) => delta <= 0)
      const back = untrail(ctx, deed)
      await Promise.all(taken.map(({ id, delta }) => unbookMark(ctx, STOCK, id, token, delta, back)))
      return false
    }
  }
  return true
}
