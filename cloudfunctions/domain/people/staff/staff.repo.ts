import type { Context } from '../../../platform/context'
import type { StaffDoc } from './staff.model'

/** Everybody on the staff; a shop has a handful. */
export function findAllStaff(ctx: Context): Promise<StaffDoc[]> {
  return ctx.db.find('staff', { where: {}, limit: 200 })
}

export function findStaff(ctx: Context, openid: string): Promise<StaffDoc | null> {
  return ctx.db.get('staff', openid)
}
