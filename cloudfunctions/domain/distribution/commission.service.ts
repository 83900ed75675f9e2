import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import { reversalOf } from '@shared/rules/commission'
import type { Context } from '../../platform/context'
import { causeOf } from '../../platform/log'
import type { OrderDoc, RefundDoc } from '../order/order.model'
import { bookAccrual, bookReversal } from '../settlement'
import { commissionOf } from './commission.build'
import {
  findOwing,
  insertCommission,
  postponeOwed,
  readCommission,
  setRelease,
  shortenOwed,
  writeReversal,
} from './commission.repo'
import type { CommissionDoc, CommissionReversal } from './distribution.model'

/** A reversal is reckoned anew when another refund or a settlement comes between; each of them happens once. */
const TRIES = 20
const RETRY_MS = 60_000

/**
 * Accrues the commission of a paid order: the commission, then its entry in the ledger. Two round trips, however
 * often; none when nobody earns on the order. What a crash leaves between them the next try completes.
 */
export async function accrueCommission(ctx: Context, order: OrderDoc): Promise<void> {
  if (order.chain.length === 0) return
  const commission = commissionOf(order, ctx.clock.now())
  await insertCommission(ctx, commission)
  await bookAccrual(
    ctx,
    order._id,
    commission.accruedAt,
    commission.shares.map(({ distributorId, amountFen }) => ({ distributorId, fen: amountFen })),
  )
}

/**
 * Schedules the release when the buyer has received the goods: receipt + freeze days, but never in the past, so
 * that a settlement whose cut-off has passed never finds more than it took. One round trip.
 */
export async function scheduleRelease(ctx: Context, order: OrderDoc): Promise<void> {
  if (order.chain.length === 0 || order.receivedAt === undefined) return
  const releaseAt = () =>
    Math.max((order.receivedAt ?? 0) + order.policy.freezeDays * DAY_MS, ctx.clock.now())
  if (await setRelease(ctx, order._id, releaseAt())) return
  // It is set already, or the accrual is still owed: then that comes first.
  if (await readCommission(ctx, order._id)) return
  await accrueCommission(ctx, order)
  await setRelease(ctx, order._id, releaseAt())
}

/**
 * Takes back what a refund costs the distributors; the same refund twice is once. The commission's row records it
 * in one conditional update (with its stage), then the ledger follows. Before the settlement it lowers `pending`,
 * afterwards it is debt.
 *
 * Round trips: 4 before the settlement (read, write, entry, off the list).
 * @throws BUSY when the row keeps changing; whatever fails stays owed and is finished by `payCommissionDebts`
 */
export async function reverseCommission(ctx: Context, order: OrderDoc, refund: RefundDoc): Promise<void> {
  // A late or a second payment never earned anything: giving it back takes nothing away.
  if (refund.kind === 'late' || refund.kind === 'second') return
  if (order.chain.length === 0 || order.paidAt === undefined) return
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await readCommission(ctx, order._id)
    if (!seen) {
      // The accrual is still owed. Reversing first would leave the commission of a refunded order behind.
      await accrueCommission(ctx, order)
      continue
    }
    if (seen.reversals[refund.refundNo]) return payReversals(ctx, seen)
    const written = await writeReversal(
      ctx,
      seen,
      refund.refundNo,
      reckon(order, refund, seen, ctx.clock.now()),
    )
    if (written) return payReversals(ctx, written)
  }
  throw new AppError('BUSY', { cause: new Error(`the commission ${order._id} keeps changing`) })
}

function reckon(order: OrderDoc, refund: RefundDoc, seen: CommissionDoc, at: number): CommissionReversal {
  const before = Object.values(seen.reversals).map(({ refundFen, quantities }) => ({
    amountFen: refundFen,
    quantities,
  }))
  const taken = reversalOf(
    order,
    { base: seen.baseKind },
    seen.shares,
    [...before, refund],
    seen.shares.map(({ amountFen, reversedFen }) => amountFen - reversedFen),
  )
  return {
    at,
    stage: seen.cycle === null ? 'pending' : 'settled',
    refundFen: refund.amountFen,
    quantities: refund.quantities,
    amounts: seen.shares.map(({ distributorId, level }, i) => ({ distributorId, level, fen: taken[i] ?? 0 })),
  }
}

/** Books the reversals that a commission owes. @throws when one cannot be booked now */
async function payReversals(ctx: Context, commission: CommissionDoc): Promise<void> {
  if (commission.owed.length === 0) return
  for (const refundNo of new Set(commission.owed)) {
    const reversal = commission.reversals[refundNo]
    if (reversal) await bookReversal(ctx, commission._id, refundNo, reversal)
  }
  await shortenOwed(ctx, commission, [])
}

/**
 * The timer's job: books reversals that a crash has left owed, `limit` commissions at most. One that fails is
 * tried again a minute later and does not hold up the others.
 */
export async function payCommissionDebts(
  ctx: Context,
  limit: number,
): Promise<{ paid: number; failed: number }> {
  const result = { paid: 0, failed: 0 }
  for (const commission of await findOwing(ctx, limit)) {
    try {
      await payReversals(ctx, commission)
      result.paid += 1
    } catch (error) {
      result.failed += 1
      ctx.log.error('commission.reversal_failed', { orderId: commission._id, cause: causeOf(error) })
      await postponeOwed(ctx, commission._id, ctx.clock.now() + RETRY_MS)
    }
  }
  return result
}
