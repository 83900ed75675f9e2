import { AppError } from '@shared/contract/errors'
import { createHash } from 'node:crypto'
import type { Context } from '../../../platform/context'
import { stockId } from './stock.model'
import {
  claimHold,
  dropClaim,
  endHold,
  orderStock,
  orderStocks,
  takeHold,
  type OrderStock,
} from './stock.repo'

/** What an order wants of one SKU. */
export interface HoldLine {
  readonly skuId: string
  readonly quantity: number
  /** Over how many documents the SKU spreads (`SkuDoc.shards`); one when absent. */
  readonly shards?: number
}

/** A claim of this try on a hold. */
interface Claim {
  readonly id: string
  readonly quantity: number
}

type Verdict = 'held' | 'short' | 'missing' | 'clash'
/** What became of one line, and the claims that this try has on it either way. */
interface LineResult {
  readonly skuId: string
  readonly verdict: Verdict
  readonly claims: readonly Claim[]
}

/** A race lost so often is left to the client's next try. */
const TRIES = 5

/**
 * Holds the stock of an order: per line one conditional update when there is enough, all lines at once. All or
 * nothing: when a line fails, what this try took is given back. The same order again counts on the holds it has.
 *
 * @throws AppError SOLD_OUT (a SKU has too few pieces), PRODUCT_UNAVAILABLE (a SKU has no stock at all), BUSY (the
 *   order already holds another quantity, or the race was lost too often); `cause` names the SKUs
 */
export async function holdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  const settled = await Promise.allSettled(lines.map((line) => holdLine(ctx, orderId, line)))
  const results = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const crash = settled.find((one) => one.status === 'rejected')
  const failed = results.filter((result) => result.verdict !== 'held')
  if (!crash && failed.length === 0) return
  // After a crash the sweep would find the holds, too; giving them back now is kinder.
  await Promise.allSettled(
    results.flatMap((result) => result.claims.map((claim) => unclaim(ctx, orderId, claim))),
  )
  if (crash) throw crash.reason
  const worst =
    failed.find(({ verdict }) => verdict === 'missing') ?? failed.find(({ verdict }) => verdict === 'short')
  const code = worst === undefined ? 'BUSY' : worst.verdict === 'missing' ? 'PRODUCT_UNAVAILABLE' : 'SOLD_OUT'
  const names = failed.map(({ skuId, verdict }) => `${skuId}: ${verdict}`).join(', ')
  throw new AppError(code, { cause: new Error(names) })
}

/**
 * Takes back what one successful `holdStock` of these lines claimed, because its order could not be placed. A hold
 * that another try of the same order counts on stays.
 */
export async function unholdStock(ctx: Context, orderId: string, lines: readonly HoldLine[]): Promise<void> {
  await Promise.all(
    lines.map(async ({ skuId, quantity, shards = 1 }) => {
      if (shards === 1) return unclaim(ctx, orderId, { id: skuId, quantity })
      for (const { _id, holds } of await orderStocks(ctx, skuId, orderId)) {
        const hold = holds?.[orderId]
        if (hold) await unclaim(ctx, orderId, { id: _id, quantity: hold.quantity })
      }
    }),
  )
}

function holdLine(ctx: Context, orderId: string, line: HoldLine): Promise<LineResult> {
  return (line.shards ?? 1) > 1 ? holdSpread(ctx, orderId, line) : holdSingle(ctx, orderId, line)
}

async function holdSingle(ctx: Context, orderId: string, line: HoldLine): Promise<LineResult> {
  const { skuId, quantity } = line
  const claim: Claim = { id: skuId, quantity }
  const held: LineResult = { skuId, verdict: 'held', claims: [claim] }
  for (let tries = 0; tries < TRIES; tries++) {
    if (await takeHold(ctx, skuId, orderId, quantity)) return held
    const stock = await orderStock(ctx, skuId, orderId)
    if (!stock) return { skuId, verdict: 'missing', claims: [] }
    const hold = stock.holds?.[orderId]
    if (hold && hold.quantity !== quantity) return { skuId, verdict: 'clash', claims: [] }
    if (hold && (await claimHold(ctx, skuId, orderId, quantity))) return held
    if (!hold && stock.available < quantity) return { skuId, verdict: 'short', claims: [] }
  }
  return { skuId, verdict: 'clash', claims: [] }
}

/**
 * A SKU over several documents: first the one that the order's number points to; then one of the others that has
 * enough; then pieces of several.
 */
async function holdSpread(ctx: Context, orderId: string, line: HoldLine): Promise<LineResult> {
  const { skuId, quantity } = line
  const shards = line.shards ?? 1
  const first = firstShard(orderId, shards)
  if (await takeHold(ctx, stockId(skuId, first), orderId, quantity)) {
    return { skuId, verdict: 'held', claims: [{ id: stockId(skuId, first), quantity }] }
  }
  const claims = new Map<string, Claim>()
  const result = (verdict: Verdict): LineResult => ({ skuId, verdict, claims: [...claims.values()] })
  for (let tries = 0; tries < TRIES; tries++) {
    const stocks = (await orderStocks(ctx, skuId, orderId)).sort(
      (a, b) => ((a.shard - first + shards) % shards) - ((b.shard - first + shards) % shards),
    )
    if (stocks.length === 0) return result('missing')
    for (const stock of stocks) {
      const hold = stock.holds?.[orderId]
      if (!hold || claims.has(stock._id)) continue
      if (await claimHold(ctx, stock._id, orderId, hold.quantity)) {
        claims.set(stock._id, { id: stock._id, quantity: hold.quantity })
      }
    }
    const missing = quantity - sum([...claims.values()].map((claim) => claim.quantity))
    if (missing === 0) return result('held')
    if (missing < 0) return result('clash')
    const pieces = choose(
      stocks.filter((stock) => !claims.has(stock._id)),
      missing,
    )
    if (!pieces) return result('short')
    for (const piece of pieces) {
      if (await takeHold(ctx, piece.id, orderId, piece.quantity)) claims.set(piece.id, piece)
    }
    if (sum([...claims.values()].map((claim) => claim.quantity)) === quantity) return result('held')
  }
  return result('clash')
}

/** One document with enough, else pieces of several in order; nothing when all together have too few. */
function choose(stocks: readonly OrderStock[], quantity: number): Claim[] | undefined {
  const whole = stocks.find((stock) => stock.available >= quantity)
  if (whole) return [{ id: whole._id, quantity }]
  const pieces: Claim[] = []
  let missing = quantity
  for (const stock of stocks) {
    const piece = Math.min(missing, stock.available)
    if (piece > 0) pieces.push({ id: stock._id, quantity: piece })
    missing -= Math.max(piece, 0)
  }
  return missing === 0 ? pieces : undefined
}

/** Takes this try's claim off; whoever takes the last one gives the pieces back. */
async function unclaim(ctx: Context, orderId: string, { id, quantity }: Claim): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await endHold(ctx, { id, orderId, quantity, sold: 0 }, { claims: 1 })) return
    if (await dropClaim(ctx, id, orderId)) return
  }
}

function firstShard(orderId: string, shards: number): number {
  return createHash('sha256').update(orderId).digest().readUInt32BE(0) % shards
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
