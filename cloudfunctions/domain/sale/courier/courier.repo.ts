import type { Context } from '../../../platform/context'
import type { Courier, CourierListDoc } from './courier.model'

const COURIERS = 'couriers'
const LIST = 'wechat'

export const readCourierList = (ctx: Context): Promise<CourierListDoc | null> => ctx.db.get(COURIERS, LIST)

/** Takes it upon the caller to ask WeChat; `false` when it is not due, or somebody else does. */
export async function claimAsking(
  ctx: Context,
  known: CourierListDoc | null,
  askAgainAt: number,
): Promise<boolean> {
  if (!known) return ctx.db.insert(COURIERS, { _id: LIST, couriers: [], askAgainAt })
  const seen = { _id: LIST, askAgainAt: known.askAgainAt } as const
  return (await ctx.db.change(COURIERS, seen, { askAgainAt })) === 1
}

export async function keepCouriers(ctx: Context, couriers: Courier[], askAgainAt: number): Promise<void> {
  await ctx.db.change(COURIERS, { _id: LIST }, { couriers: ctx.db._.set(couriers), askAgainAt })
}
