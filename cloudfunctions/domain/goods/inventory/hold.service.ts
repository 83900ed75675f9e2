import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import { holdAll, unholdAll, type Want } from '../../../platform/hold'
import { STOCK } from './stock.model'

/** What an order wants of one SKU; several lines of an order may want the same one. */
export interface HoldLine {
  readonly skuId: string
  readonly quantity: number
  /** Over how many documents the SKU spreads (`SkuDoc.shards`); one when absent. */
  readonly shards?: number
}

/**
 * Holds the stock of an order: per SKU one conditional update when there is enough, all at once. All or nothing: when
 * a SKU fails, what this try took is given back. The same order again counts on the holds it has.
 *
 * @throws AppError SOLD_OUT (a SKU has too few pieces), PRODUCT_UNAVAILABLE (a SKU has no stock at all), BUSY (the
 *   order already holds another quantity, or the race was lost too often); `cause` names the SKUs
 */
export async function holdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  const refused = await holdAll(ctx, STOCK, orderId, lines.map(wantOf))
  if (refused.length === 0) return
  const is = (wanted: string) => refused.some(({ why }) => why === wanted)
  const code = is('missing') ? 'PRODUCT_UNAVAILABLE' : is('short') ? 'SOLD_OUT' : 'BUSY'
  const names = refused.map(({ thing, why }) => `${thing}: ${why}`).join(', ')
  throw new AppError(code, { cause: new Error(names) })
}

/**
 * Takes back what one successful `holdStock` of these lines claimed, because its order could not be placed. A hold
 * that another try of the same order counts on stays.
 */
export function unholdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  return unholdAll(ctx, STOCK, orderId, lines.map(wantOf))
}

export const wantOf = ({ skuId, quantity, shards }: HoldLine): Want => ({
  thing: skuId,
  quantity,
  ...(shards !== undefined && { shards }),
})
