import type { WechatPayContext } from '../context'
import { WechatPayError, invalidRequest, orderClosed, orderPaid, paramError } from '../errors'
import { prepayId } from '../format'
import { findTrade, insertTrade } from '../trades'
import { fen, instant, notifyUrl, object, optionalText, outTradeNo, text } from '../validate'

/** A prepay_id is good for two hours; the same call makes a new one. */
export const PREPAY_ID_MS = 2 * 3600_000
/** Without time_expire a trade can be paid for seven days. */
const DEFAULT_EXPIRY_MS = 7 * 24 * 3600_000

/** JSAPI/小程序下单, `POST /v3/pay/transactions/jsapi`: the first call fixes the parameters of its number. */
export function prepay(context: WechatPayContext, body: Record<string, unknown>): { prepay_id: string } {
  const now = context.clock.now()
  if (body.appid !== context.appid || body.mchid !== context.mchid)
    throw new WechatPayError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配，请检查后再试')
  const number = outTradeNo(body)
  const description = text(body, 'description', 1, 127)
  const attach = optionalText(body, 'attach', 128)
  const amount = object(body, 'amount')
  const total = fen(amount, 'total')
  if (amount.currency !== undefined && amount.currency !== 'CNY') throw paramError('currency 仅支持 CNY')
  const openid = text(object(body, 'payer'), 'openid', 1, 128)
  const url = notifyUrl(text(body, 'notify_url', 1, 255))
  const expire = optionalText(body, 'time_expire', 64)
  const expiresAt = expire === undefined ? now + DEFAULT_EXPIRY_MS : instant(expire, 'time_expire')
  const params = canonical(body)

  const known = findTrade(context, 'out_trade_no', number)
  if (known?.state === 'SUCCESS') throw orderPaid()
  if (known?.state === 'CLOSED') throw orderClosed()
  if (known && known.params !== params)
    throw new WechatPayError(403, 'OUT_TRADE_NO_USED', '商户订单号重复，且与首次下单参数不一致')
  if (expiresAt <= now) throw invalidRequest('time_expire 已过，订单不可支付')
  if (known && now - known.prepaid_at < PREPAY_ID_MS) return { prepay_id: known.prepay_id }

  const made = prepayId(now)
  if (known) {
    context.store.run(
      'UPDATE trade SET prepay_id = ?, prepaid_at = ? WHERE out_trade_no = ?',
      made,
      now,
      number,
    )
    return { prepay_id: made }
  }
  insertTrade(context, {
    out_trade_no: number,
    prepay_id: made,
    prepaid_at: now,
    params,
    description,
    attach: attach ?? null,
    openid,
    total,
    notify_url: url,
    expires_at: expiresAt,
    state: 'NOTPAY',
    created_at: now,
    transaction_id: null,
    paid_at: null,
  })
  return { prepay_id: made }
}

/** The same text for the same parameters, whatever their order. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
