import type { Context } from '../../../platform/context'
import type { TradeDoc } from './trade.model'

export const WECHAT_ACCOUNT = 'wechatAccount'
export const TRADE = 'trade'

export const readTrade = (ctx: Context): Promise<TradeDoc | null> => ctx.db.get(WECHAT_ACCOUNT, TRADE)

/** Keeps what WeChat said; what it has said before keeps its time. One trip; with the first answer one more. */
export async function keepTrade(ctx: Context, standing: TradeDoc['standing']): Promise<void> {
  const since = ctx.clock.now()
  const other = { _id: TRADE, standing: ctx.db._.neq(standing) } as const
  if ((await ctx.db.change(WECHAT_ACCOUNT, other, { standing, since })) > 0) return
  await ctx.db.insert(WECHAT_ACCOUNT, { _id: TRADE, standing, since })
}
