/** What to do about a refusal. */
export type Remedy =
  /** The same call again, later. */
  | 'retry'
  /** A person must act first (balance, permission, a limit, keys); then the same call again. */
  | 'person'
  /** Decided for this number: the same call never succeeds. */
  | 'decided'
  /** Our request is wrong: a defect. */
  | 'defect'

/** Why nobody knows what became of a call. */
export type UnknownCause = 'timeout' | 'network' | 'server_error' | 'unverified' | 'malformed'

export interface Rejected {
  kind: 'rejected'
  /** WeChat's code in one spelling, see `codes.ts`. */
  code: string
  message: string
  /** The same call can never succeed. */
  final: boolean
  remedy: Remedy
}

export interface Unknown {
  kind: 'unknown'
  cause: UnknownCause
  /** For the log; holds no secrets and no personal data. */
  detail: string
}

/**
 * The outcome of a call over the network. `unknown` is neither success nor failure: ask again (query), or
 * repeat the same call under the same number.
 */
export type Result<Value> = { kind: 'ok'; value: Value } | Rejected | Unknown

export const ok = <Value>(value: Value): Result<Value> => ({ kind: 'ok', value })

export const unknown = (cause: UnknownCause, detail: string): Unknown => ({
  kind: 'unknown',
  cause,
  detail: scrub(detail).slice(0, 300),
})

/** Takes out what looks like an openid, a token, a key or a header that proves who we are. */
export function scrub(text: string): string {
  return text
    .replace(/WECHATPAY2-SHA256-RSA2048[^\n]*/g, '[authorization]')
    .replace(/-----BEGIN[\s\S]*?(-----END[^-]*-----|$)/g, '[key]')
    .replace(/\bo[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/g, '[openid]')
    .replace(/(access_token|secret|appsecret|js_code)=[^&\s"]+/gi, '$1=[secret]')
}
