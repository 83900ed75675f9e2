/**
 * Which functions there are, who may start each, and what of the deployment's variables it gets. In one place: the
 * deployment makes its security rules and variables of it, the local cloud gives out no more either, and each function
 * refuses by itself whom it is not for (`platform/compose`).
 */

/**
 * - `members`: clients with an identity that the gateway has checked; who it is decides the function's door
 * - `http`: HTTP access alone; `timer`: its timer alone; `wechat`: WeChat's events (消息推送). Security rules are for
 *   clients, so theirs is `false`
 *
 * Source: https://docs.cloudbase.net/cloud-function/security-rules
 */
export type Starter = 'members' | 'http' | 'timer' | 'wechat'

export interface FunctionAccess {
  readonly startedBy: Starter
  /** Without them it cannot work. */
  readonly variables: readonly string[]
  /** They have defaults. */
  readonly optional: readonly string[]
}

const SHOP = ['WECHAT_APPID', 'WXPAY_MCHID']
/** WeChat's server APIs, and the seal of lists. */
const WECHAT = ['WECHAT_APPSECRET']
/** To call WeChat Pay: with the key that signs, without the one that opens notifications. */
const PAY = ['WXPAY_PRIVATE_KEY', 'WXPAY_SERIAL_NO', 'WXPAY_PLATFORM_KEYS', 'WXPAY_NOTIFY_URL']
/** To believe and open its notifications: without the key that signs. */
const NOTIFICATIONS = ['WXPAY_APIV3_KEY', 'WXPAY_PLATFORM_KEYS']

/** To seal and to open names, telephone numbers and addresses. */
const PERSONAL = ['PERSONAL_DATA_KEY']
/** Keys of before, while what they have sealed still stands. */
const PERSONAL_OLD = ['PERSONAL_DATA_KEYS_OLD']

const TIMEOUT = ['CALL_TIMEOUT_MS']
const OPTIONS = [...TIMEOUT, ...PERSONAL_OLD, 'WECHAT_ENV_VERSION']

/** Where others answer than the official hosts: on the local cloud alone, so no deployment sets them. */
export const LOCAL_VARIABLES = ['WECHAT_API_BASE_URL', 'WXPAY_BASE_URL']

export const FUNCTIONS = {
  storefront: {
    startedBy: 'members',
    variables: [...SHOP, ...WECHAT, ...PERSONAL, ...PAY],
    optional: OPTIONS,
  },
  distributor: { startedBy: 'members', variables: [...SHOP, ...WECHAT, ...PERSONAL], optional: OPTIONS },
  merchant: { startedBy: 'members', variables: [...SHOP, ...WECHAT, ...PERSONAL, ...PAY], optional: OPTIONS },
  paynotify: { startedBy: 'http', variables: [...SHOP, ...NOTIFICATIONS], optional: TIMEOUT },
  wechatpush: { startedBy: 'wechat', variables: SHOP, optional: TIMEOUT },
  scheduler: { startedBy: 'timer', variables: [...SHOP, ...WECHAT, ...PERSONAL, ...PAY], optional: OPTIONS },
} as const satisfies Record<string, FunctionAccess>

/** What a function gets of the deployment's variables; nothing for one that is not in the list. */
export function variablesOf(name: string): readonly string[] {
  if (!Object.hasOwn(FUNCTIONS, name)) return []
  const { variables, optional } = FUNCTIONS[name as keyof typeof FUNCTIONS]
  return [...variables, ...optional]
}
