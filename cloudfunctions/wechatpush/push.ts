import * as z from 'zod'
import { hearVerdict } from '../domain/goods/inspection'
import type { Context } from '../platform/context'

/**
 * What is read of WeChat's answer about a picture; `errcode` 0: it has looked, -1008: it could not fetch the picture.
 * What else stands there is WeChat's business. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync (异步检测结果推送)
 */
const mediaCheck = z.object({
  MsgType: z.literal('event'),
  Event: z.literal('wxa_media_check'),
  appid: z.string(),
  trace_id: z.string().min(1).max(128),
  errcode: z.number(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.number() }).optional(),
})

/**
 * Takes one event of WeChat, as CloudBase hands it to a function: JSON, neither signed nor encrypted, so it proves
 * nothing of itself. It counts only for a question that we have asked, by the number that WeChat alone was to know of.
 * Source:
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/openapi
 */
export async function hearPush(ctx: Context, event: unknown): Promise<void> {
  const read = mediaCheck.safeParse(event)
  if (!read.success) {
    ctx.log.warn('push.unknown', { places: read.error.issues.map(({ path }) => path.join('.')) })
    return
  }
  const { appid, trace_id: trace, errcode, result } = read.data
  if (appid !== ctx.appId) return ctx.log.warn('security.push_of_foreign_app')
  const verdict = errcode === 0 && result ? result : {}
  const became = await hearVerdict(ctx, { trace, ...verdict })
  ctx.log.info('picture.verdict', { trace, errcode, became })
}
