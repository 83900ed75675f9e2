/** What the functions read from their environment. Everything has to fit CloudBase's 4 KB of variables. */
export interface Config {
  readonly appId: string
  readonly appSecret: string
  readonly wechatApiBaseUrl: string
  readonly pay: {
    readonly mchid: string
    readonly apiV3Key: string
    readonly privateKeyPem: string
    readonly serialNo: string
    /** WeChat Pay's public keys by serial or PUB_KEY_ID_…: the only keys that are believed. */
    readonly platformKeys: Readonly<Record<string, string>>
    readonly notifyUrl: string
    /** Where WeChat Pay answers; the official host when absent. */
    readonly baseUrl?: string
  }
  /** How long one call of the database, WeChat Pay or WeChat may take. */
  readonly callTimeoutMs: number
  /** `release`, `trial` or `develop`: the version that mini-program codes open. */
  readonly envVersion: 'release' | 'trial' | 'develop'
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`the environment variable ${name} is missing`)
  return value
}

/** Less than the shortest function's time-out (10 s): a call that hangs leaves it the time to say so. */
const DEFAULT_CALL_TIMEOUT_MS = 8_000

function callTimeoutMs(env: NodeJS.ProcessEnv): number {
  const text = env['CALL_TIMEOUT_MS']
  if (!text) return DEFAULT_CALL_TIMEOUT_MS
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error('CALL_TIMEOUT_MS is a whole number of milliseconds')
  return Number(text)
}

/** PEM without its header and line breaks saves room; this puts them back. */
function toPem(base64: string, label: string): string {
  if (base64.includes('-----BEGIN')) return base64
  const lines = base64.match(/.{1,64}/g)?.join('\n') ?? ''
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`
}

/** Reads the configuration. @throws when a variable is missing or malformed */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const keys = JSON.parse(required(env, 'WXPAY_PLATFORM_KEYS')) as Record<string, string>
  const envVersion = env['WECHAT_ENV_VERSION'] ?? 'release'
  if (envVersion !== 'release' && envVersion !== 'trial' && envVersion !== 'develop') {
    throw new Error('WECHAT_ENV_VERSION is release, trial or develop')
  }
  return {
    appId: required(env, 'WECHAT_APPID'),
    appSecret: required(env, 'WECHAT_APPSECRET'),
    wechatApiBaseUrl: env['WECHAT_API_BASE_URL'] ?? 'https://api.weixin.qq.com',
    pay: {
      mchid: required(env, 'WXPAY_MCHID'),
      apiV3Key: required(env, 'WXPAY_APIV3_KEY'),
      privateKeyPem: toPem(required(env, 'WXPAY_PRIVATE_KEY'), 'PRIVATE KEY'),
      serialNo: required(env, 'WXPAY_SERIAL_NO'),
      platformKeys: Object.fromEntries(
        Object.entries(keys).map(([serial, key]) => [serial, toPem(key, 'PUBLIC KEY')]),
      ),
      notifyUrl: required(env, 'WXPAY_NOTIFY_URL'),
      baseUrl: env['WXPAY_BASE_URL'],
    },
    callTimeoutMs: callTimeoutMs(env),
    envVersion,
  }
}
