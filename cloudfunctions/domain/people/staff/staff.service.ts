import { AppError } from '@shared/contract/errors'
import { STAFF_PERMISSIONS, type StaffPermission } from '@shared/contract/permissions'
import type { MemberContext, StaffContext } from '../../../platform/context'
import type { StaffDoc } from './staff.model'
import { findStaff } from './staff.repo'

/**
 * What somebody on the staff may do; nothing for everybody else. The document is written by hand, so only exactly what
 * is meant counts: `owner` is `true`, `permissions` a list of names.
 */
export function permissionsOf(staff: StaffDoc | null): StaffPermission[] {
  if (!staff) return []
  if (staff.owner === true) return [...STAFF_PERMISSIONS]
  const granted: readonly unknown[] = Array.isArray(staff.permissions) ? staff.permissions : []
  return STAFF_PERMISSIONS.filter((permission) => granted.includes(permission))
}

/** Reads somebody on the staff for the door: one trip. @throws AppError FORBIDDEN without the permission */
export async function readStaff(ctx: MemberContext, permission: `staff:${string}`): Promise<StaffContext> {
  const staff = await findStaff(ctx, ctx.openid)
  const granted: readonly string[] = permissionsOf(staff)
  if (!staff || !granted.includes(permission.slice('staff:'.length))) throw new AppError('FORBIDDEN')
  return { ...ctx, staff }
}
