import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Difference } from '@shared/contract/reconciliation/schema'
import type { Context, StaffContext } from '../../../platform/context'
import type { Page } from '../../../platform/page'
import { shownName } from '../../people/staff'
import { pageOfDifferences, readDifference, settle } from './difference.repo'
import { toDifference } from './difference.view'

/** A page of a day's differences. @throws AppError BAD_INPUT for a foreign cursor */
export async function listDifferences(
  ctx: Context,
  { day, cursor }: ParsedInputOf<'merchant/reconciliation.differences'>,
): Promise<Page<Difference>> {
  const page = await pageOfDifferences(ctx, day, cursor)
  return { ...page, items: page.items.map(toDifference) }
}

/** Somebody has dealt with a difference, and says how. @throws AppError NOT_FOUND; DIFFERENCE_STATE when somebody, or the mall, was faster */
export async function handleDifference(ctx: StaffContext, id: string, note: string): Promise<void> {
  const { staff } = ctx
  const settled = await settle(ctx, id, { openid: staff._id, name: shownName(staff) }, note)
  if (!settled) throw new AppError((await readDifference(ctx, id)) ? 'DIFFERENCE_STATE' : 'NOT_FOUND')
  ctx.log.info('reconciliation.settled', { differenceId: id, kind: settled.kind })
}
