import type { Context } from '../../../platform/context'
import { loadSettings, type SettingsDoc } from '../settings'

/** What the shop has of WeChat's messages. */
type ShopMessages = Pick<SettingsDoc, 'messageTemplates' | 'messageFields' | 'messageCard'>
const known = new WeakMap<Context, Promise<ShopMessages>>()

/** Read once for each context: a run of the timer, which has its own, tells a thousand buyers of one reading. */
export function shopMessages(ctx: Context): Promise<ShopMessages> {
  const before = known.get(ctx)
  if (before) return before
  const read = loadSettings(ctx)
  known.set(ctx, read)
  read.catch(() => known.delete(ctx))
  return read
}
