import type { Context } from '../../../platform/context'
import { ORDERS } from '../../sale/order'
import type { CardStanding } from './message.model'

/** Notes how the order's card stands: open when it had none, given up when it was open. */
export async function noteCard(ctx: Context, orderId: string, standing: CardStanding): Promise<void> {
  const before = standing === 'open' ? ctx.db._.exists(false) : 'open'
  await ctx.db.change(ORDERS, { _id: orderId, messageCard: before }, { messageCard: standing })
}
