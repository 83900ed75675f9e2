import type { WechatPayContext } from './context'
import { WechatPayError, frequencyLimited } from './errors'

/**
 * How often refunds may be asked for, on the emulator's clock.
 *
 * Source: https://pay.weixin.qq.com/doc/v3/merchant/4012556457 (150 a second; 6 a second that fail; two refunds of
 * one order a minute apart)
 */
export const REFUND_LIMITS = { perSecond: 150, failedPerSecond: 6, apartMs: 60_000 }

/** The calls of the present second that went wrong. */
const failures = new WeakMap<WechatPayContext, { second: number; count: number }>()

/** Carries out one call for a refund within the limits. @throws WechatPayError 429 FREQUENCY_LIMITED */
export function withinRefundLimits<T>(context: WechatPayContext, call: () => T): T {
  const second = Math.floor(context.clock.now() / 1000)
  const known = failures.get(context)
  const count = known?.second === second ? known.count : 0
  if (count >= REFUND_LIMITS.failedPerSecond)
    throw frequencyLimited('错误或无效请求过于频繁，请降低频率后重试')
  if (madeSince(context, second * 1000) >= REFUND_LIMITS.perSecond)
    throw frequencyLimited('请求过于频繁，请降低频率后重试')
  try {
    return call()
  } catch (error) {
    if (error instanceof WechatPayError && error.code !== 'FREQUENCY_LIMITED')
      failures.set(context, { second, count: count + 1 })
    throw error
  }
}

/** @throws WechatPayError 429 FREQUENCY_LIMITED when another refund of this trade was asked for just now */
export function keepRefundsApart({ store, clock }: WechatPayContext, outTradeNo: string): void {
  const last = store.one<{ at: number | null }>(
    'SELECT MAX(created_at) AS at FROM refund WHERE out_trade_no = ?',
    outTradeNo,
  )
  if (last?.at != null && clock.now() - last.at < REFUND_LIMITS.apartMs)
    throw frequencyLimited('同一笔订单多次退款的请求需相隔1分钟')
}

const madeSince = ({ store }: WechatPayContext, since: number): number =>
  store.one<{ count: number }>('SELECT COUNT(*) AS count FROM refund WHERE created_at >= ?', since)?.count ??
  0
