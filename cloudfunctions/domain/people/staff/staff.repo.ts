import type { Context } from '../../../platform/context'
import type { StaffDoc } from './staff.model'

export function findStaff(ctx: Context, openid: string): Promise<StaffDoc | null> {
  return ctx.db.get('staff', openid)
}
