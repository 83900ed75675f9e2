import { applyRefund } from '../domain/sale/refund'
import { applyPayment } from '../domain/sale/payment'
import type { Context } from '../platform/context'
import { rawBodyOf, type HttpAnswer, type HttpRequest } from '../platform/invocation'
import { causeOf } from '../platform/log'
import type { Notification } from '../platform/ports'

/**
 * Answers one notification of WeChat Pay. 204 says that it is kept for good, so it is answered only after the
 * claim; anything else makes WeChat Pay deliver it again, for a day.
 *
 * - 204 also for an event that we never asked for: it is WeChat Pay's, and nothing would come of another delivery
 * - 400: it is not from WeChat Pay, or not for us
 * - 409: it is genuine, but does not fit the order (amount, payer) or no order: nothing was changed, somebody has
 *   to look, and once they mended it one of the next deliveries goes through
 * - 503: we could not keep it now
 *
 * Source: https://pay.weixin.qq.com/docs/merchant/products/notification/introduction.html (200 or 204 once the
 * signature holds, otherwise 4xx or 5xx with {code: FAIL, message}).
 */
export async function answerNotification(ctx: Context, request: HttpRequest): Promise<HttpAnswer> {
  const read = ctx.pay.parseNotification({ headers: request.headers ?? {}, rawBody: rawBodyOf(request) })
  if (!read.ok) return refuse(ctx, read)
  try {
    return (await keep(ctx, read.notification)) ? { statusCode: 204 } : failure(409, '与商户订单不一致')
  } catch (error) {
    ctx.log.error('notification.failed', { id: read.notification.id, cause: causeOf(error) })
    return failure(503, '系统繁忙')
  }
}

function refuse(ctx: Context, { reason, serial }: { reason: string; serial?: string }): HttpAnswer {
  if (reason === 'unsupported_event') {
    ctx.log.error('notification.unsupported')
    return { statusCode: 204 }
  }
  // A key that we do not know may be WeChat Pay's next one: nothing arrives until the operator pins it.
  if (serial !== undefined) ctx.log.error('security.key_not_pinned', { serial })
  else ctx.log.warn('security.notification_refused', { reason })
  return failure(400, '验签或解密失败')
}

/** True once nothing more can come of another delivery. */
async function keep(ctx: Context, notification: Notification): Promise<boolean> {
  if (notification.type === 'refund') {
    const applied = await applyRefund(ctx, notification.refund, 'notification')
    // A refund that we never asked for was made by hand at WeChat Pay: logged, and nothing to wait for.
    return applied !== 'mismatch'
  }
  const { kind } = await applyPayment(ctx, notification.payment, 'notification')
  return kind !== 'mismatch' && kind !== 'unknown_order'
}

function failure(statusCode: number, message: string): HttpAnswer {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ code: 'FAIL', message }),
  }
}
