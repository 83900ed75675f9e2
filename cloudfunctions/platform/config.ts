import { privateKeyPem, publicKeyPem } from './keys'
import { readOldPersonalKeys, readPersonalKey, type PersonalKeys } from './personal'

/** What the functions read from their environment. Everything has to fit CloudBase's 4 KB of variables. */
export interface Config extends ShopConfig {
  readonly appSecret: string
  readonly pay: PayConfig
  readonly personal: PersonalKeys
}

/** What every function needs: no secret is among it. */
export interface ShopConfig {
  readonly appId: string
  readonly wechatApiBaseUrl: string
  readonly mchid: string
  /** How long one call of the database, WeChat Pay or WeChat may take. */
  readonly callTimeoutMs: number
  /** `release`, `trial` or `develop`: the version that mini-program codes open. */
  readonly envVersion: 'release' | 'trial' | 'develop'
}

export interface PayConfig extends PayCallsConfig, NotificationConfig {}

/** What calling WeChat Pay takes. */
export interface PayCallsConfig {
  readonly mchid: string
  readonly privateKeyPem: string
  readonly serialNo: string
  /** WeChat Pay's public keys by serial or PUB_KEY_ID_…: the only keys that are believed. */
  readonly platformKeys: Readonly<Record<string, string>>
  readonly notifyUrl: string
  /** Where WeChat Pay answers; the official host when absent. */
  readonly baseUrl?: string
}

/** What believing and opening WeChat Pay's notifications takes. */
export interface NotificationConfig {
  readonly mchid: string
  readonly apiV3Key: string
  readonly platformKeys: Readonly<Record<string, string>>
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

/** The merchant's number: in orders, and in what WeChat Pay signs. */
function mchidOf(env: NodeJS.ProcessEnv): string {
  const mchid = required(env, 'WXPAY_MCHID')
  if (!/^\d{6,16}$/.test(mchid)) throw new Error('WXPAY_MCHID is a number of 6 to 16 digits')
  return mchid
}

function envVersionOf(env: NodeJS.ProcessEnv): ShopConfig['envVersion'] {
  const envVersion = env['WECHAT_ENV_VERSION'] ?? 'release'
  if (envVersion !== 'release' && envVersion !== 'trial' && envVersion !== 'develop') {
    throw new Error('WECHAT_ENV_VERSION is release, trial or develop')
  }
  return envVersion
}

/** What a function needs before anybody pays. @throws when a variable is missing or malformed */
export function readShopConfig(env: NodeJS.ProcessEnv = process.env): ShopConfig {
  return {
    appId: required(env, 'WECHAT_APPID'),
    wechatApiBaseUrl: env['WECHAT_API_BASE_URL'] ?? 'https://api.weixin.qq.com',
    mchid: mchidOf(env),
    callTimeoutMs: callTimeoutMs(env),
    envVersion: envVersionOf(env),
  }
}

/** What opens WeChat's server APIs, and seals texts of our own. @throws when it is missing */
export const readAppSecret = (env: NodeJS.ProcessEnv = process.env): string =>
  required(env, 'WECHAT_APPSECRET')

/** `read` with the variable's name before what it finds wrong. */
function named<T>(env: NodeJS.ProcessEnv, name: string, read: (text: string) => T): T {
  const text = required(env, name)
  try {
    return read(text)
  } catch (error) {
    throw new Error(`${name} ${(error as Error).message}`, { cause: error })
  }
}

const oldKeys = (env: NodeJS.ProcessEnv) =>
  env['PERSONAL_DATA_KEYS_OLD'] ? named(env, 'PERSONAL_DATA_KEYS_OLD', readOldPersonalKeys) : []

/** What seals names, telephone numbers and addresses, and opens those of before. @throws naming the variable */
export function readPersonalKeys(env: NodeJS.ProcessEnv = process.env): PersonalKeys {
  return { current: named(env, 'PERSONAL_DATA_KEY', readPersonalKey), old: oldKeys(env) }
}

/** 40 hexadecimal digits as a rule; `openssl` writes them with colons. */
function serialNo(text: string): string {
  const serial = text.replace(/[\s:"']/g, '').toUpperCase()
  if (!/^[0-9A-F]{16,40}$/.test(serial))
    throw new Error("is no serial number of the merchant's certificate (40 digits and letters A to F)")
  return serial
}

function apiV3Key(text: string): string {
  if (Buffer.byteLength(text) !== 32) throw new Error('is not 32 characters long')
  return text
}

const KEY_ID = /^(PUB_KEY_ID_\d+|[0-9A-F]{16,40})$/i

function platformKeys(text: string): Record<string, string> {
  let keys: unknown
  try {
    keys = JSON.parse(text)
  } catch {
    throw new Error('is no JSON: {"PUB_KEY_ID_…": "…"}')
  }
  if (typeof keys !== 'object' || keys === null || Array.isArray(keys) || Object.keys(keys).length === 0)
    throw new Error('holds no key: {"PUB_KEY_ID_…": "…"}')
  return Object.fromEntries(
    Object.entries(keys).map(([id, key]: [string, unknown]) => {
      if (!KEY_ID.test(id)) throw new Error(`names a key ${id}: PUB_KEY_ID_… or a serial number is wanted`)
      if (typeof key !== 'string') throw new Error(`holds a key ${id} that is no text`)
      try {
        return [id, publicKeyPem(key)]
      } catch (error) {
        throw new Error(`holds a key ${id} that ${(error as Error).message}`, { cause: error })
      }
    }),
  )
}

/** WeChat Pay wants https and no query; a local address is for the local cloud only. */
function notifyUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !isLocal)) throw new Error('is no https address')
  if (text.length > 255 || /[?#\s]/.test(text)) throw new Error('has more than 255 characters, or a query')
  return text
}

const PAY_READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['WXPAY_APIV3_KEY', apiV3Key],
  ['WXPAY_PRIVATE_KEY', privateKeyPem],
  ['WXPAY_SERIAL_NO', serialNo],
  ['WXPAY_PLATFORM_KEYS', platformKeys],
  ['WXPAY_NOTIFY_URL', notifyUrl],
]

/** What opening notifications needs. @throws naming the variable, never its value */
export function readNotificationConfig(env: NodeJS.ProcessEnv = process.env): NotificationConfig {
  return {
    mchid: mchidOf(env),
    apiV3Key: named(env, 'WXPAY_APIV3_KEY', apiV3Key),
    platformKeys: named(env, 'WXPAY_PLATFORM_KEYS', platformKeys),
  }
}

/**
 * What calls need, proven: the keys can be read and the merchant's signs.
 * @throws naming the variable, never its value
 */
export function readPayCallsConfig(env: NodeJS.ProcessEnv = process.env): PayCallsConfig {
  return {
    mchid: mchidOf(env),
    privateKeyPem: named(env, 'WXPAY_PRIVATE_KEY', privateKeyPem),
    serialNo: named(env, 'WXPAY_SERIAL_NO', serialNo),
    platformKeys: named(env, 'WXPAY_PLATFORM_KEYS', platformKeys),
    notifyUrl: named(env, 'WXPAY_NOTIFY_URL', notifyUrl),
    baseUrl: env['WXPAY_BASE_URL'],
  }
}

/** All that payments need. @throws naming the variable, never its value */
export function readPayConfig(env: NodeJS.ProcessEnv = process.env): PayConfig {
  return { ...readPayCallsConfig(env), ...readNotificationConfig(env) }
}

/** The whole configuration. @throws as `readShopConfig`, `readPayConfig` and `readPersonalKeys` do */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    ...readShopConfig(env),
    appSecret: readAppSecret(env),
    pay: readPayConfig(env),
    personal: readPersonalKeys(env),
  }
}

/** Everything that is wrong with the configuration, each in a sentence that begins with its variable; never a value. */
export function wrongInConfig(env: NodeJS.ProcessEnv): string[] {
  const readers: readonly (() => unknown)[] = [
    () => required(env, 'WECHAT_APPID'),
    () => required(env, 'WECHAT_APPSECRET'),
    () => mchidOf(env),
    () => callTimeoutMs(env),
    () => envVersionOf(env),
    () => named(env, 'PERSONAL_DATA_KEY', readPersonalKey),
    () => oldKeys(env),
    ...PAY_READERS.map(
      ([name, read]) =>
        () =>
          named(env, name, read),
    ),
  ]
  return readers.flatMap((read) => {
    try {
      read()
      return []
    } catch (error) {
      return [(error as Error).message.replace(/^the environment variable (\w+) is/, '$1 is')]
    }
  })
}
