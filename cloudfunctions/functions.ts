/**
 * Which functions there are, who may start each, and what of the deployment's variables it gets. In one place: the
 * deployment makes its security rules and variables of it.
 */

/**
 * - `members`: clients with an identity that the gateway has checked; who it is decides the function's door
 * - `http`: HTTP access alone; `timer`: its timer alone. Security rules are for clients, so theirs is `false`
 *
 * Source: https://docs.cloudbase.net/cloud-function/security-rules
 */
export type Starter = 'members' | 'http' | 'timer'

export interface FunctionAccess {
  readonly startedBy: Starter
  /** Without them it cannot work. */
  readonly variables: readonly string[]
  /** They have defaults. */
  readonly optional: readonly string[]
}

const SHOP = ['WECHAT_APPID', 'WECHAT_APPSECRET', 'WXPAY_MCHID']
const PAY = [
  'WXPAY_APIV3_KEY',
  'WXPAY_PRIVATE_KEY',
  'WXPAY_SERIAL_NO',
  'WXPAY_PLATFORM_KEYS',
  'WXPAY_NOTIFY_URL',
]
const OPTIONS = ['CALL_TIMEOUT_MS', 'WECHAT_ENV_VERSION']

export const FUNCTIONS = {
  storefront: { startedBy: 'members', variables: [...SHOP, ...PAY], optional: OPTIONS },
  distributor: { startedBy: 'members', variables: SHOP, optional: OPTIONS },
  merchant: { startedBy: 'members', variables: [...SHOP, ...PAY], optional: OPTIONS },
  paynotify: { startedBy: 'http', variables: [...SHOP, ...PAY], optional: OPTIONS },
  scheduler: { startedBy: 'timer', variables: [...SHOP, ...PAY], optional: OPTIONS },
} as const satisfies Record<string, FunctionAccess>

/** What a function gets of the deployment's variables; nothing for one that is not in the list. */
export function variablesOf(name: string): readonly string[] {
  const { variables, optional } = (FUNCTIONS as Partial<Record<string, FunctionAccess>>)[name] ?? {
    variables: [],
    optional: [],
  }
  return [...variables, ...optional]
}
