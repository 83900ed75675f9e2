/** What CloudBase hands to a function beside the event; only what is used here. */
export interface PlatformContext {
  request_id?: string
  requestId?: string
  /** The variables of this invocation, as JSON. */
  environment?: string
  /** The same on the older architecture: `K=V;K=V`. */
  environ?: string
}

/** An HTTP request as CloudBase's HTTP access hands it over. */
export interface HttpRequest {
  path?: string
  httpMethod?: string
  headers?: Record<string, string | undefined>
  queryStringParameters?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

export interface HttpAnswer {
  statusCode: number
  headers?: Record<string, string>
  body?: string
}

/** What a timer trigger hands over. */
export interface TimerEvent {
  Type?: string
  TriggerName?: string
  Time?: string
  Message?: string
}

/** The bytes that were sent: signatures are over these. */
export function rawBodyOf({ body = '', isBase64Encoded = false }: HttpRequest): string {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8')
}

/** Who called, as far as the platform says so. */
export type Caller =
  | { kind: 'member'; openid: string }
  /** Nobody whom WeChat's gateway knows: another function, the console, a login that is not WeChat's. */
  | { kind: 'nobody' }
  /** Somebody of another mini-program that shares the environment. */
  | { kind: 'foreign' }
  /** The platform handed over neither form of the variables; `has`: the names of what it did hand over. */
  | { kind: 'unreadable'; has: readonly string[] }

/**
 * The caller, whom only WeChat's gateway can name, from what the platform hands over with this invocation. Never from
 * `process.env`: an instance is used again, and nobody clears what the invocation before has left there. (The SDK's
 * `getCloudbaseContext` falls back to it.)
 *
 * Source: https://docs.cloudbase.net/cloud-function/resource-integration/context, and `parseContext` of the SDK
 */
export function callerOf(platform: PlatformContext | undefined, appId: string): Caller {
  const variables = variablesOf(platform)
  if (!variables) return { kind: 'unreadable', has: Object.keys(platform ?? {}).sort() }
  const announced = String(variables['WX_CONTEXT_KEYS'] ?? '').split(',')
  const openid = variables['WX_OPENID']
  if (!announced.includes('WX_OPENID') || typeof openid !== 'string' || openid === '')
    return { kind: 'nobody' }
  return variables['WX_APPID'] === appId ? { kind: 'member', openid } : { kind: 'foreign' }
}

/** What the platform says of whoever comes through one of its gateways for clients: WeChat's, or that of web pages. */
const CLIENT_KEYS = [
  'WX_OPENID',
  'WX_APPID',
  'WX_UNIONID',
  'WX_API_TOKEN',
  'TCB_UUID',
  'TCB_CUSTOM_USER_ID',
  'TCB_ISANONYMOUS_USER',
  'LOGINTYPE',
]

/**
 * The names of what says that a client made this invocation; none for a timer, HTTP access and the platform itself. By
 * this invocation alone, like `callerOf`: what an instance remembers of others must not stop its timer.
 */
export function clientKeysOf(platform: PlatformContext | undefined): string[] {
  const variables = variablesOf(platform) ?? {}
  return CLIENT_KEYS.filter((key) => variables[key] !== undefined && variables[key] !== '')
}

/** Where calls of clients come from, as `TCB_SOURCE` says it: the whole chain, by commas. */
const CLIENT_SOURCES: readonly string[] = [
  'wx_client',
  'wx_devtools',
  'wx_localdebug',
  'wx_crawler',
  'web_client',
]
/** What the gateway for web pages says of whoever comes, and no other. */
const WEB_KEYS: readonly string[] = ['TCB_UUID', 'TCB_CUSTOM_USER_ID', 'TCB_ISANONYMOUS_USER', 'LOGINTYPE']

/**
 * Whether an invocation comes from a client, for what WeChat starts as well: with an event WeChat may hand over the
 * user whom it is about, which says nothing here. As far as the platform tells: the security rule is what keeps clients
 * away.
 *
 * Source:
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/reference-sdk-api/utils/Cloud.getWXContext
 * (SOURCE)
 */
export function comesFromClient(platform: PlatformContext | undefined): boolean {
  const sources = String(variablesOf(platform)?.['TCB_SOURCE'] ?? '').split(',')
  if (sources.some((source) => CLIENT_SOURCES.includes(source))) return true
  return clientKeysOf(platform).some((key) => WEB_KEYS.includes(key))
}

/** The variables of this invocation; `undefined` when there are none that can be read. */
function variablesOf(platform: PlatformContext | undefined): Record<string, unknown> | undefined {
  const { environment, environ } = platform ?? {}
  if (typeof environment === 'string') return parsed(environment)
  if (typeof environ !== 'string') return undefined
  return Object.fromEntries(
    environ.split(';').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1)]] : []
    }),
  )
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
