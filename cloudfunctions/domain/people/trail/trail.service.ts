import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { Context } from '../../../platform/context'
import { staffIdOf } from '../../../platform/trail'
import { findAllStaff, shownName } from '../staff'
import { pageOfTrail } from './trail.repo'
import { toTrailRow } from './trail.view'

/** A page of what the staff has done, newest first. One trip. @throws AppError BAD_INPUT for a foreign cursor */
export async function listTrail(
  ctx: Context,
  { cursor, ...query }: ParsedInputOf<'merchant/trail.list'>,
): Promise<AnswerOf<'merchant/trail.list'>> {
  const page = await pageOfTrail(ctx, query, cursor)
  return { ...page, items: page.items.map(toTrailRow) }
}

/** Everybody on the staff, owners first. One trip. */
export async function listPeople(ctx: Context): Promise<AnswerOf<'merchant/trail.people'>> {
  const staff = await findAllStaff(ctx)
  const inOrder = [...staff].sort((a, b) => Number(b.owner === true) - Number(a.owner === true))
  return { items: inOrder.map((one) => ({ staffId: staffIdOf(one._id), name: shownName(one) })) }
}
