import { paramError } from './errors'

type Json = Record<string, unknown>

/** The parameter `name` as text of `min`–`max` characters, or PARAM_ERROR. */
export function text(from: Json, name: string, min: number, max: number): string {
  const value = from[name]
  if (typeof value !== 'string')
    throw paramError(`输入源“/body/${name}”映射到值字段“${name}”字符串规则校验失败，必填`)
  const length = [...value].length
  if (length < min || length > max)
    throw paramError(
      `输入源“/body/${name}”映射到值字段“${name}”字符串规则校验失败，字符数 ${length}，应为 ${min}–${max}`,
    )
  return value
}

export function optionalText(from: Json, name: string, max: number): string | undefined {
  return from[name] === undefined ? undefined : text(from, name, 1, max)
}

/** An amount in fen. */
export function fen(from: Json, name: string): number {
  const value = from[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw paramError(`输入源“/body/amount/${name}”数值规则校验失败，应为大于0的整数（分）`)
  return value
}

export function object(from: Json, name: string): Json {
  const value = from[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw paramError(`输入源“/body/${name}”必填，应为对象`)
  return value as Json
}

/** 商户订单号: 6–32 of digits, letters and `_-|*`. */
export function outTradeNo(from: Json): string {
  const value = text(from, 'out_trade_no', 6, 32)
  if (!/^[0-9A-Za-z_\-|*]+$/.test(value)) throw paramError('商户订单号只能是数字、大小写字母_-|*')
  return value
}

/** Instant of an RFC 3339 text, in ms since 1970. */
export function instant(value: string, name: string): number {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/
  const at = Date.parse(value)
  if (!shape.test(value) || !Number.isFinite(at)) throw paramError(`${name} 应遵循 rfc3339 格式`)
  return at
}

/**
 * Where notifications go: at most 255 characters, no query. Unlike WeChat Pay, which wants a public https
 * address, the local one calls this machine and nothing else.
 */
export function notifyUrl(value: string): string {
  if (value.length > 255) throw paramError('notify_url 过长')
  if (value.includes('?') || value.includes('#')) throw paramError('notify_url 不能携带参数')
  if (!isLocalUrl(value)) throw paramError('notify_url 须为本机地址（http://127.0.0.1 或 http://localhost）')
  return value
}

export function isLocalUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return url.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost')
}
