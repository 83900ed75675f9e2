import { createVerify } from 'node:crypto'
import type { WechatPayContext } from './context'
import { signError } from './errors'

const SCHEMA = 'WECHATPAY2-SHA256-RSA2048 '
/** WeChat Pay refuses requests that are older (or newer) than five minutes. */
const TOLERANCE_MS = 5 * 60_000

/** Checks a request's `Authorization`; throws 401 SIGN_ERROR when it does not hold. */
export function authorize(
  context: WechatPayContext,
  request: { method: string; path: string; body: string; authorization: string | undefined },
): void {
  const { authorization } = request
  if (!authorization?.startsWith(SCHEMA)) throw signError('Http头Authorization值格式错误，认证类型不支持')
  const fields = new Map<string, string>()
  for (const part of authorization.slice(SCHEMA.length).split(',')) {
    const match = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(part)
    if (!match?.[1] || match[2] === undefined || fields.has(match[1]))
      throw signError('Http头Authorization值格式错误')
    fields.set(match[1], match[2])
  }
  const field = (name: string): string => {
    const value = fields.get(name)
    if (!value) throw signError(`Http头Authorization缺少${name}`)
    return value
  }
  const timestamp = field('timestamp')
  const nonce = field('nonce_str')
  if (field('mchid') !== context.mchid) throw signError('商户号与签名不匹配')
  if (field('serial_no').toUpperCase() !== context.keys.merchant.serialNo)
    throw signError('商户证书序列号有误，请使用有效的证书序列号')
  if (!/^\d{1,12}$/.test(timestamp)) throw signError('时间戳格式错误')
  if (Math.abs(Number(timestamp) * 1000 - context.clock.now()) > TOLERANCE_MS)
    throw signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟')
  const message = `${request.method}\n${request.path}\n${timestamp}\n${nonce}\n${request.body}\n`
  const valid = createVerify('RSA-SHA256')
    .update(message)
    .verify(context.keys.merchant.publicKey, field('signature'), 'base64')
  if (!valid) throw signError('错误的签名，验签失败')
}
