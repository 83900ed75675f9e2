import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { StaffContext } from '../../../platform/context'
import { leaveRow, lookKey } from '../../../platform/trail'
import { getOrder, receiverOf } from '../order'
import { revealing } from './deed.rules'

/**
 * Whom an order goes to, in clear, for whoever sends it or calls them. The trail says who looked before anything is
 * told. Two round trips. @throws AppError NOT_FOUND; when the row of the trail cannot be written
 */
export async function revealReceiver(
  ctx: StaffContext,
  { orderId }: ParsedInputOf<'merchant/fulfilment.reveal'>,
): Promise<AnswerOf<'merchant/fulfilment.reveal'>> {
  const order = await getOrder(ctx, orderId)
  await leaveRow(ctx, revealing(orderId, lookKey(ctx, orderId)))
  const { name, mobile, detail } = receiverOf(ctx, order)
  const { province, city, district } = order.address
  return { name, mobile, province, city, district, detail }
}
