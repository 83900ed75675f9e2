import { randomBytes } from '../../random'
import type { WechatContext } from '../context'
import { WechatError } from '../errors'

/** A login code is good once, for five minutes. */
const LIFE_MS = 300_000

/** What `wx.login` gives a user's mini-program. */
export function issueLoginCode({ store, clock }: WechatContext, openid: string): string {
  const code = randomBytes(16).toString('hex')
  store.run(
    'INSERT INTO login_code (code, openid, issued_at, used) VALUES (?, ?, ?, 0)',
    code,
    openid,
    clock.now(),
  )
  return code
}

/** 小程序登录, `GET /sns/jscode2session`. */
export function code2session(
  { store, clock, appid, secret }: WechatContext,
  query: URLSearchParams,
): { openid: string; session_key: string } {
  if (query.get('appid') !== appid) throw new WechatError(40013, 'invalid appid')
  if (query.get('secret') !== secret) throw new WechatError(40125, 'invalid appsecret')
  if (query.get('grant_type') !== 'authorization_code') throw new WechatError(40002, 'invalid grant_type')
  const code = query.get('js_code') ?? ''
  const known = store.one<{ openid: string; issued_at: number }>(
    'SELECT openid, issued_at FROM login_code WHERE code = ?',
    code,
  )
  if (!known || clock.now() - known.issued_at > LIFE_MS) throw new WechatError(40029, 'invalid code')
  if (store.run('UPDATE login_code SET used = 1 WHERE code = ? AND used = 0', code) !== 1)
    throw new WechatError(40163, 'code been used')
  return { openid: known.openid, session_key: randomBytes(16).toString('base64') }
}
