import type { Context } from '../../../platform/context'
import { causeOf } from '../../../platform/log'
import type { OrderDoc } from '../order'
import type { Reservation } from './checkout.seams'

/**
 * Takes everything scarce that an order needs, all at the same time: one round trip when each needs one. All or
 * nothing: when one is not to be had, what the others took is given back. What a crash leaves behind is swept.
 * @throws what the first of the failed, in the order of the list, has thrown
 */
export async function takeAll(ctx: Context, order: OrderDoc): Promise<void> {
  const { reservations } = ctx.seams
  const settled = await Promise.allSettled(reservations.map((reservation) => reservation.take(ctx, order)))
  const failed = settled.find((one) => one.status === 'rejected')
  if (!failed) return
  const taken = reservations.filter((_, i) => settled[i]?.status === 'fulfilled')
  await giveBack(ctx, order, taken)
  throw failed.reason
}

/** Gives everything back that an order took: it was not placed. */
export async function giveAllBack(ctx: Context, order: OrderDoc): Promise<void> {
  await giveBack(ctx, order, ctx.seams.reservations)
}

/** In reverse, whatever fails: a sweep finds what could not be given back now. */
async function giveBack(ctx: Context, order: OrderDoc, reservations: readonly Reservation[]): Promise<void> {
  for (const reservation of [...reservations].reverse()) {
    try {
      await reservation.giveBack(ctx, order)
    } catch (error) {
      ctx.log.warn('reservation.not_given_back', {
        orderId: order._id,
        reservation: reservation.name,
        cause: causeOf(error),
      })
    }
  }
}
