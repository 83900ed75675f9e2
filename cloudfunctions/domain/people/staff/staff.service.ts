import { AppError } from '@shared/contract/errors'
import type { Context, MemberContext, StaffContext } from '../../../platform/context'
import { mask } from '../../../platform/log'
import type { StaffDoc } from './staff.model'
import { findAllStaff, findStaff } from './staff.repo'
import { permissionsOf, shownName, wrongPlacesOf } from './staff.rules'

/** Somebody on the staff, or nobody: one trip. What is wrong in the document grants nothing and is told in the log. */
export async function loadStaff(ctx: Context, openid: string): Promise<StaffDoc | null> {
  const staff = await findStaff(ctx, openid)
  const places = staff ? wrongPlacesOf(staff) : []
  if (places.length > 0) ctx.log.error('staff.wrong', { staff: mask(openid), places })
  return staff
}

/** Whose documents are wrong, and where: one trip. */
export async function wrongStaff(ctx: Context): Promise<{ staff: StaffDoc; places: string[] }[]> {
  const all = await findAllStaff(ctx)
  return all
    .map((staff) => ({ staff, places: wrongPlacesOf(staff) }))
    .filter(({ places }) => places.length > 0)
}

/**
 * Reads somebody on the staff for the door: one trip. With a `command` what it changes is theirs (`platform/trail`).
 * @throws AppError FORBIDDEN without the permission
 */
export async function readStaff(
  ctx: MemberContext,
  permission: `staff:${string}`,
  command?: string,
): Promise<StaffContext> {
  const staff = await loadStaff(ctx, ctx.openid)
  const granted: readonly string[] = permissionsOf(staff)
  if (!staff || !granted.includes(permission.slice('staff:'.length))) throw new AppError('FORBIDDEN')
  const acting = command !== undefined && { openid: ctx.openid, name: shownName(staff), call: command }
  return { ...ctx, staff, ...(acting && { acting }) }
}
