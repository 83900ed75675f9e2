/**
 * Why WeChat did not do what it was asked, out of its `errno` and `errMsg`:
 * - `cancelled`: the user went back
 * - `denied`: the user once refused this permission; WeChat's settings of the mini-program give it back
 * - `unagreed`: the user has not agreed to the privacy guideline (errno 104); asking again shows it
 * - `undeclared`: the shop has not declared the interface, or not in its privacy guideline (errno 112); nothing that
 *   the user does helps
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
export type Refusal = 'cancelled' | 'denied' | 'unagreed' | 'undeclared' | 'failed'

const UNAGREED = 104
const UNDECLARED = 112

export function refusalOf(error: unknown): Refusal {
  const { errMsg, errno } = (error ?? {}) as { errMsg?: unknown; errno?: unknown }
  const text = String(errMsg ?? error)
  if (errno === UNDECLARED || /requiredPrivateInfos|not declared|no permission/i.test(text))
    return 'undeclared'
  // Before what is said of permissions: it is "not authorized", too.
  if (errno === UNAGREED || /privacy/i.test(text)) return 'unagreed'
  if (/auth|deny|denied/i.test(text)) return 'denied'
  return /cancel/i.test(text) ? 'cancelled' : 'failed'
}
