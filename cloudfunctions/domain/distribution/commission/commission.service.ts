import { DAY_MS } from '@shared/business-day'
import { AppError } from '@shared/contract/errors'
import { reversalOf } from '@shared/rules/commission'
import type { Context } from '../../../platform/context'
import { entryOf, payOwed, type EffectTable } from '../../../platform/owed'
import type { OrderDoc, RefundDoc } from '../../sale/order/order.model'
import { bookAccrual, bookReversal } from '../../money/ledger'
import { commissionOf } from './build.rules'
import {
  COMMISSIONS,
  insertCommission,
  readCommission,
  REVERSE,
  setRelease,
  writeReversal,
} from './commission.repo'
import type { CommissionDoc, CommissionReversal } from './commission.model'

/** A reversal is reckoned anew when another refund or a settlement comes between; each of them happens once. */
const TRIES = 20

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
 * afterwards it is taken from the balance, and only what that lacks is debt (LEDGER-5).
 *
 * Round trips: 4 before the settlement (read, write, entry, off the list).
 * @throws BUSY when the row keeps changing; whatever fails stays owed and is finished by the timer
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
    if (seen.reversals[refund.refundNo]) return payReversal(ctx, seen, refund.refundNo)
    const written = await writeReversal(
      ctx,
      seen,
      refund.refundNo,
      reckon(order, refund, seen, ctx.clock.now()),
    )
    if (written) return payReversal(ctx, written, refund.refundNo)
  }
  throw new AppError('BUSY', { cause: new Error(`the commission ${order._id} keeps changing`) })
}

function reckon(order: OrderDoc, refund: RefundDoc, seen: CommissionDoc, at: number): CommissionReversal {
  const taken = reversalOf(
    order.lines,
    seen.baseKind,
    [...Object.values(seen.reversals), refund],
    seen.shares.map(({ amountFen, reversedFen }) => amountFen - reversedFen),
  )
  return {
    at,
    stage: seen.cycle === null ? 'pending' : 'settled',
    freightFen: refund.freightFen,
    lines: refund.lines.map(({ lineId, quantity, fen }) => ({ lineId, quantity, fen })),
    amounts: seen.shares.map(({ distributorId, level }, i) => ({ distributorId, level, fen: taken[i] ?? 0 })),
  }
}

/** Books what the commission owes for a refund at once. @throws when it cannot be booked now; it stays owed */
async function payReversal(ctx: Context, commission: CommissionDoc, refundNo: string): Promise<void> {
  const entry = entryOf(REVERSE, refundNo)
  if (!commission.owed.includes(entry)) return
  const left = await payOwed(ctx, COMMISSIONS, commission, commissionEffects)
  if (left.includes(entry)) throw new Error(`the reversal ${refundNo} is not booked yet`)
}

/** Books a reversal that the commission owes; twice is once. @throws when it cannot be booked now */
async function bookOwed(ctx: Context, commission: CommissionDoc, refundNo: string): Promise<'done'> {
  const reversal = commission.reversals[refundNo]
  if (reversal) await bookReversal(ctx, commission._id, refundNo, reversal)
  return 'done'
}

/** What a commission owes itself: the entry of each reversal in the ledger. */
export const commissionEffects: EffectTable<CommissionDoc> = {
  [REVERSE]: { what: '把扣回的佣金记进账本', run: bookOwed },
}
