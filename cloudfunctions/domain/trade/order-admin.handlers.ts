import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { FulfilmentRow } from '@shared/contract/fulfilment/calls'
import type { Context } from '../../platform/context'
import type { Handlers } from '../../platform/door'
import { canRefund, refundOrder, refundProblem } from '../aftersale'
import { commissionsOfOrder } from '../distribution'
import {
  getOrder,
  pageOfOrders,
  payOwed,
  shipOrder,
  statesOfTab,
  toDetail,
  toSummary,
  type OrderDoc,
} from '../order'
import { orderEffects } from './order.effects'

/** The merchant's calls about orders. */
export const orderAdminHandlers = {
  'order.list': listForStaff,
  'order.get': (ctx, { orderId }) => getForStaff(ctx, orderId),
  'order.ship': async (ctx, { orderId, courier, waybill }) => {
    await shipOrder(ctx, orderId, { courier, waybill })
    return {}
  },
  'order.refund': async (ctx, { orderId, reason }) => {
    const order = await refundOrder(ctx, orderId, reason)
    // It stands already; carrying it out at once only shows it sooner. What fails stays with the timer.
    await payOwed(ctx, order, orderEffects(ctx))
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>

async function listForStaff(
  ctx: Context,
  { tab, cursor }: ParsedInputOf<'merchant/fulfilment.list'>,
): Promise<{ items: FulfilmentRow[]; nextCursor?: string }> {
  const states = tab === 'refund' ? undefined : statesOfTab(tab)
  const query = { ...(states && { states }), ...(tab === 'refund' && { refunded: true }) }
  const page = await pageOfOrders(ctx, query, cursor)
  return { ...page, items: page.items.map(toRow) }
}

function toRow(order: OrderDoc): FulfilmentRow {
  return {
    ...toSummary(order),
    buyerName: order.buyerName,
    receiver: order.address.name,
    promoted: order.chain.length > 0,
  }
}

async function getForStaff(ctx: Context, orderId: string): Promise<AnswerOf<'merchant/fulfilment.get'>> {
  const [order, commissions] = await Promise.all([getOrder(ctx, orderId), commissionsOfOrder(ctx, orderId)])
  const problem = refundProblem(order)
  return {
    ...toDetail(order),
    buyerName: order.buyerName,
    ...(order.transactionId !== undefined && { transactionId: order.transactionId }),
    refundable: canRefund(order, ctx.clock.now()),
    ...(problem !== undefined && { refundProblem: problem }),
    commissions,
  }
}
