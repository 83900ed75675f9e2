import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { FulfilmentRow } from '@shared/contract/fulfilment/calls'
import type { Context } from '../../../platform/context'
import { commissionsOfOrder } from '../../distribution/commission'
import { maskReceiver } from '../../people/member'
import { getOrder, pageOfOrders, receiverOf, statesOfTab, toDetail, toSummary, type OrderDoc } from '../order'
import { canRefund, refundProblem } from '../refund'
import { canCorrect } from './parcel.service'

/** A page of orders for the merchant, newest first. @throws AppError BAD_INPUT */
export async function listForStaff(
  ctx: Context,
  { tab, cursor }: ParsedInputOf<'merchant/fulfilment.list'>,
): Promise<{ items: FulfilmentRow[]; nextCursor?: string }> {
  const page = await pageOfOrders(ctx, whereOf(tab), cursor)
  return { ...page, items: page.items.map((order) => toRow(ctx, order)) }
}

function whereOf(tab: ParsedInputOf<'merchant/fulfilment.list'>['tab']) {
  if (tab === 'refund') return { refunded: true }
  if (tab === 'recommended') return { recommended: true }
  const states = statesOfTab(tab)
  return { ...(states && { states }) }
}

function toRow(ctx: Context, order: OrderDoc): FulfilmentRow {
  return {
    ...toSummary(order),
    buyerName: order.buyerName,
    receiver: maskReceiver(receiverOf(ctx, order)).name,
    recommended: order.chain.length > 0,
  }
}

/**
 * An order as the merchant sees it, with whom it goes to masked (`reveal` tells). Two round trips at once.
 * @throws AppError NOT_FOUND
 */
export async function getForStaff(
  ctx: Context,
  orderId: string,
): Promise<AnswerOf<'merchant/fulfilment.get'>> {
  const [order, commissions] = await Promise.all([getOrder(ctx, orderId), commissionsOfOrder(ctx, orderId)])
  const problem = refundProblem(order)
  return {
    ...toDetail(order, maskReceiver(receiverOf(ctx, order))),
    buyerName: order.buyerName,
    correctable: canCorrect(order),
    refundable: canRefund(order, ctx.clock.now()),
    refundableFen: order.refundableFen,
    ...(problem !== undefined && { refundProblem: problem }),
    commissions,
  }
}
