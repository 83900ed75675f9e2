import { AppError } from '@shared/contract/errors'
import { formatYuan } from '@shared/money'
import type { StaffContext } from '../../../platform/context'
import { shownName } from '../../people/staff'
import { bookOutside, isBookedOutside } from '../../sale/refund'
import { handle, readDifference } from './difference.repo'

/**
 * Books the refund of a difference `refund_unknown` (somebody made it by hand at WeChat Pay) on its order, once WeChat
 * Pay says that it has succeeded, and closes the difference. Twice is once, also after a crash in between: of a
 * difference that is closed, the order says whether the refund was booked.
 * @throws AppError NOT_FOUND, DIFFERENCE_STATE (of another kind, or dealt with in another way), REFUND_NOT_DONE,
 *   REFUND_UNFIT, BUSY when WeChat Pay did not say
 */
export async function bookRefund(ctx: StaffContext, differenceId: string): Promise<void> {
  const difference = await readDifference(ctx, differenceId)
  if (!difference) throw new AppError('NOT_FOUND')
  if (difference.kind !== 'refund_unknown') throw new AppError('DIFFERENCE_STATE')
  if (difference.state !== 'open') {
    if (await isBookedOutside(ctx, difference.orderId, difference.number)) return
    throw new AppError('DIFFERENCE_STATE')
  }
  const outcome = await ctx.pay.queryRefund(difference.number)
  if (outcome.kind === 'unknown') throw new AppError('BUSY')
  if (outcome.kind === 'rejected') throw new AppError(outcome.final ? 'REFUND_UNFIT' : 'BUSY')
  const { value: news } = outcome
  if (news.status !== 'SUCCESS') throw new AppError('REFUND_NOT_DONE')
  if (news.orderId !== difference.orderId || news.refundNo !== difference.number) {
    throw new AppError('REFUND_UNFIT')
  }
  if ((await bookOutside(ctx, news)) === 'unfit') throw new AppError('REFUND_UNFIT')
  const { staff } = ctx
  // Somebody who was faster has closed it: the refund is booked all the same.
  const by = { openid: staff._id, name: shownName(staff) }
  // Both are one deed: the booking has left its entry under the number of the refund.
  await handle(ctx, differenceId, by, `已补记退款 ¥${formatYuan(news.amountFen)}`, difference.number)
}
