import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Difference } from '@shared/contract/reconciliation/schema'
import type { Context, StaffContext } from '../../../platform/context'
import type { Page } from '../../../platform/page'
import { shownName } from '../../people/staff'
import { handle, pageOfDifferences, readDifference } from './difference.repo'
import { toDifference } from './difference.view'

/** A page of a day's differences. @throws AppError BAD_INPUT for a foreign cursor */
export async function listDifferences(
  ctx: Context,
  { day, cursor }: ParsedInputOf<'merchant/reconciliation.differences'>,
): Promise<Page<Difference>> {
  const page = await pageOfDifferences(ctx, day, cursor)
  return { ...page, items: page.items.map(toDifference) }
}

/**
 * Somebody has dealt with a difference, and says how. The same note of the same person again stands already.
 * @throws AppError NOT_FOUND; DIFFERENCE_STATE when somebody else, or the mall, was faster, or another note stands
 */
export async function handleDifference(ctx: StaffContext, id: string, note: string): Promise<void> {
  const { staff } = ctx
  const handled = await handle(ctx, id, { openid: staff._id, name: shownName(staff) }, note)
  if (!handled) {
    const found = await readDifference(ctx, id)
    if (!found) throw new AppError('NOT_FOUND')
    const stands = found.state === 'staff_handled' && found.closedBy === staff._id && found.note === note
    if (!stands) throw new AppError('DIFFERENCE_STATE')
    return
  }
  ctx.log.info('reconciliation.handled', { differenceId: id, kind: handled.kind })
}
