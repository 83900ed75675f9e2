import { httpFunction } from '../platform/compose'
import { rawBodyOf } from '../platform/invocation'

/** WeChat Pay's notifications. */
export const main = httpFunction('paynotify', async (ctx, request) => {
  const read = ctx.pay.parseNotification({ headers: request.headers ?? {}, rawBody: rawBodyOf(request) })
  if (!read.ok) {
    ctx.log.warn('notification.refused', { reason: read.reason })
    return { statusCode: 400, body: '' }
  }
  return { statusCode: 503, body: '' }
})
