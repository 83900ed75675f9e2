import type { WechatConfig } from './config'
import { call } from './http'
import { ok, unknown, type Result } from '../wechatpay/result'

export interface StoredToken {
  token: string
  /** ms since 1970. */
  expiresAt: number
}

/** Where instances share the access_token. A store that fails or forgets costs a call, nothing else. */
export interface TokenStore {
  get(appid: string): Promise<StoredToken | null>
  set(appid: string, token: StoredToken): Promise<void>
}

/** A token is renewed this long before its end. */
const MARGIN_MS = 5 * 60_000

export interface AccessTokens {
  /** A good token; `unlike` names one that WeChat has just refused. */
  get(unlike?: string): Promise<Result<string>>
}

/**
 * access_token from `/cgi-bin/stable_token`, which gives all askers the same token until its end, so that
 * instances never invalidate each other's.
 */
export function createAccessTokens(
  config: Required<WechatConfig>,
  { now, tokenStore }: { now: () => number; tokenStore: TokenStore },
): AccessTokens {
  let known: StoredToken | null = null
  let underWay: Promise<Result<string>> | undefined

  const good = (stored: StoredToken | null, unlike?: string): stored is StoredToken =>
    stored !== null && stored.token !== unlike && stored.expiresAt - MARGIN_MS > now()

  async function ask(forceRefresh: boolean): Promise<Result<string>> {
    const answer = await call(
      `${config.baseUrl}/cgi-bin/stable_token`,
      {
        grant_type: 'client_credential',
        appid: config.appid,
        secret: config.secret,
        force_refresh: forceRefresh,
      },
      config.timeoutMs,
    )
    if (answer.kind !== 'ok') return answer
    const { access_token: token, expires_in: seconds } = answer.value.json ?? {}
    if (typeof token !== 'string' || typeof seconds !== 'number')
      return unknown('malformed', 'no access_token')
    known = { token, expiresAt: now() + seconds * 1000 }
    await tokenStore.set(config.appid, known).catch(() => undefined)
    return ok(token)
  }

  async function find(unlike: string | undefined): Promise<Result<string>> {
    const stored = await tokenStore.get(config.appid).catch(() => null)
    if (good(stored, unlike)) {
      known = stored
      return ok(stored.token)
    }
    const asked = await ask(false)
    // Still the refused one: only now spend one of the day's few forced renewals.
    return asked.kind === 'ok' && asked.value === unlike ? ask(true) : asked
  }

  return {
    async get(unlike) {
      if (good(known, unlike)) return ok(known.token)
      underWay ??= find(unlike).finally(() => (underWay = undefined))
      return underWay
    },
  }
}
