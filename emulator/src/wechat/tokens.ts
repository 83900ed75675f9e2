import { randomBytes } from '../random'
import type { WechatContext } from './context'
import { WechatError } from './errors'

const LIFE_MS = 7200_000
/** An old token stays good for five minutes after a new one was made. */
const GRACE_MS = 300_000

interface Credential {
  grant_type?: unknown
  appid?: unknown
  secret?: unknown
}

function checkCredential({ appid, secret }: WechatContext, given: Credential): void {
  if (given.grant_type !== 'client_credential') throw new WechatError(40002, 'invalid grant_type')
  if (given.appid !== appid) throw new WechatError(40013, 'invalid appid')
  if (given.secret !== secret) throw new WechatError(40125, 'invalid appsecret')
}

export interface TokenAnswer {
  access_token: string
  /** Seconds. */
  expires_in: number
}

/** `GET /cgi-bin/token`: each call makes a new token, the one before dies in five minutes. */
export function issueToken(context: WechatContext, given: Credential): TokenAnswer {
  checkCredential(context, given)
  return renew(context, 'plain')
}

/** `POST /cgi-bin/stable_token`: the same token until five minutes before its end, unless forced. */
export function stableToken(
  context: WechatContext,
  given: Credential & { force_refresh?: unknown },
): TokenAnswer {
  checkCredential(context, given)
  const now = context.clock.now()
  const live = context.store.one<{ token: string; expires_at: number }>(
    `SELECT token, expires_at FROM token WHERE kind = 'stable' AND expires_at > ? ORDER BY expires_at DESC LIMIT 1`,
    now + GRACE_MS,
  )
  if (live && given.force_refresh !== true)
    return { access_token: live.token, expires_in: Math.floor((live.expires_at - now) / 1000) }
  return renew(context, 'stable')
}

function renew({ store, clock }: WechatContext, kind: 'plain' | 'stable'): TokenAnswer {
  const now = clock.now()
  const token = `LOCAL_${randomBytes(48).toString('base64url')}`
  store.transaction(() => {
    store.run('DELETE FROM token WHERE expires_at <= ?', now)
    store.run('UPDATE token SET expires_at = MIN(expires_at, ?) WHERE kind = ?', now + GRACE_MS, kind)
    store.run('INSERT INTO token (token, kind, expires_at) VALUES (?, ?, ?)', token, kind, now + LIFE_MS)
  })
  return { access_token: token, expires_in: LIFE_MS / 1000 }
}

/** Refuses a token that was never made, or is over. */
export function checkToken({ store, clock }: WechatContext, token: string | null): void {
  if (!token) throw new WechatError(41001, 'access_token missing')
  const known = store.one<{ expires_at: number }>('SELECT expires_at FROM token WHERE token = ?', token)
  if (!known) throw new WechatError(40001, 'invalid credential, access_token is invalid or not latest')
  if (known.expires_at <= clock.now()) throw new WechatError(42001, 'access_token expired')
}

/** Makes every token invalid at once, as when the secret was reset. */
export const revokeTokens = ({ store }: WechatContext): number => store.run('DELETE FROM token')
