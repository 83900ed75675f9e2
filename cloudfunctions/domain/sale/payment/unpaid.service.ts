import type { Context } from '../../../platform/context'
import { AFTER_FAILURE_MS, pauseAfter, workOff } from '../../../platform/work'
import { findDue, postpone } from '../order'
import type { OrderDoc } from '../order/order.model'
import { closeUnpaid } from './close.service'
import { noteAsked } from './payment.repo'
import { askPayment } from './sync.service'

const AT_ONCE = 4

/** The first look comes after 2 minutes, the next ones after 4, 8 … at most 60. */
const nextLook = (asked: number) => pauseAfter(asked + 3)

export interface UnpaidCounts {
  closed: number
  paid: number
  /** Still open; looked at again later. */
  open: number
  failed: number
}

/**
 * The timer's job over unpaid orders whose `dueAt` has come: before `expiresAt` WeChat Pay is asked for a
 * payment of which nobody told us (the client is gone, the notification lost), afterwards the order closes.
 * One that fails does not stop the rest and is put off.
 */
export async function followUnpaid(
  ctx: Context,
  { limit, until }: { limit: number; until: number },
): Promise<UnpaidCounts> {
  const counts = { closed: 0, paid: 0, open: 0 }
  const { failed } = await workOff<OrderDoc>(ctx, {
    find: (count) => findDue(ctx, 'pending_payment', count),
    one: async (order) => {
      counts[await followOne(ctx, order)] += 1
    },
    putOff: (order) => postpone(ctx, order, ctx.clock.now() + AFTER_FAILURE_MS),
    keyOf: ({ _id }) => _id,
    event: 'unpaid.failed',
    atOnce: AT_ONCE,
    limit,
    until,
  })
  return { ...counts, failed }
}

async function followOne(ctx: Context, order: OrderDoc): Promise<'closed' | 'paid' | 'open'> {
  const now = ctx.clock.now()
  if (now >= order.expiresAt) {
    const { kind } = await closeUnpaid(ctx, order, 'timeout')
    if (kind === 'closed' || kind === 'paid') return kind
    // `changed`: a payment is being prepared; its own look comes later.
    if (kind === 'unsure') await noteAsked(ctx, order, now + nextLook(order.prepay?.asked ?? 0))
    return 'open'
  }
  const asked = order.prepay ? await askPayment(ctx, order, 'timer') : undefined
  if (asked?.kind === 'known') {
    if (asked.applied.kind === 'paid' || asked.applied.kind === 'duplicate') return 'paid'
    const { tradeState } = asked.payment
    if (tradeState === 'CLOSED' || tradeState === 'REVOKED') {
      // Closed over there, not yet here: a cancellation was cut off between the two.
      const { kind } = await closeUnpaid(ctx, order, 'buyer')
      if (kind === 'closed' || kind === 'paid') return kind
    }
  }
  const next = order.prepay ? now + nextLook(order.prepay.asked) : order.expiresAt
  await noteAsked(ctx, order, Math.min(next, order.expiresAt))
  return 'open'
}
