import type { Context } from '../../../platform/context'
import { ORDERS } from '../../sale/order'

/** Notes that WeChat has the order's card. */
export async function noteCard(ctx: Context, orderId: string): Promise<void> {
  await ctx.db.change(ORDERS, { _id: orderId, messageCard: ctx.db._.exists(false) }, { messageCard: 'open' })
}

/** From now on nothing is said on the order's card. */
export async function giveCardUp(ctx: Context, orderId: string): Promise<void> {
  await ctx.db.change(ORDERS, { _id: orderId, messageCard: 'open' }, { messageCard: 'given_up' })
}
