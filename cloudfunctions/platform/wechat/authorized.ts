import { createAccessTokens, type TokenStore } from './access-token'
import type { WechatConfig } from './config'
import { TOKEN_PROBLEMS } from './errcodes'
import { call, type Content } from './http'
import type { Result } from '../wechatpay/result'

/** A call that carries an access_token: a POST of `body`, or a GET without one. `path` may have a query. */
export type Authorized = (path: string, body?: Record<string, unknown>) => Promise<Result<Content>>

/** Calls with a token; a token that WeChat refuses is replaced once. */
export function createAuthorized(
  config: Required<WechatConfig>,
  deps: { now: () => number; tokenStore: TokenStore },
): Authorized {
  const tokens = createAccessTokens(config, deps)
  const withToken = (path: string, body: Record<string, unknown> | undefined, token: string) => {
    const joint = path.includes('?') ? '&' : '?'
    const url = `${config.baseUrl}${path}${joint}access_token=${encodeURIComponent(token)}`
    return call(url, body, config.timeoutMs)
  }
  return async (path, body) => {
    const token = await tokens.get()
    if (token.kind !== 'ok') return token
    const first = await withToken(path, body, token.value)
    if (first.kind !== 'rejected' || !TOKEN_PROBLEMS.has(Number(first.code))) return first
    const next = await tokens.get(token.value)
    return next.kind === 'ok' ? withToken(path, body, next.value) : next
  }
}
