import { STAFF_PERMISSIONS, type Permission, type StaffPermission } from '@shared/contract/permissions'
import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../platform/context'
import type { StaffDoc } from './member.model'
import { findDistributorState, findStaff } from './member.repo'

/** What somebody on the staff may do; nothing for everybody else. */
export function permissionsOf(staff: StaffDoc | null): StaffPermission[] {
  if (!staff) return []
  return STAFF_PERMISSIONS.filter((permission) => staff.owner || staff.permissions.includes(permission))
}

/**
 * Says whether the caller may, for the doors of all functions: one trip.
 *
 * @throws AppError NOT_DISTRIBUTOR (not an active one), FORBIDDEN (not on the staff, or without the permission)
 */
export async function authorize(ctx: MemberContext, permission: Permission): Promise<void> {
  if (permission === 'anyone' || permission === 'member') return
  if (permission === 'distributor') {
    const distributor = await findDistributorState(ctx, ctx.openid)
    if (distributor?.state !== 'active') throw new AppError('NOT_DISTRIBUTOR')
    return
  }
  const wanted = permission.slice('staff:'.length)
  const granted: readonly string[] = permissionsOf(await findStaff(ctx, ctx.openid))
  if (!granted.includes(wanted)) throw new AppError('FORBIDDEN')
}
