/** CloudBase's limit for all variables of one function, in bytes. */
export const VARIABLES_LIMIT = 4096

/** The shop's zone: no code goes by it (tests run in several), but what a library prints should not surprise. */
const FIXED = { TZ: 'Asia/Shanghai' }
/** Of the account; no function gets one. */
const ACCOUNT = ['CLOUDBASE_ENV_ID', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY']

const bare = (pem) => pem.replace(/-----[^-]+-----|\s/g, '')

/**
 * What a deployment is told by its environment, with everything that is wrong in it, each in a sentence that begins
 * with the variable's name and never holds its value.
 *
 * Keys go to the functions as they were proven, without header and line breaks, whatever they were pasted as.
 */
export function readDeployment(
  { FUNCTIONS, LOCAL_PERSONAL_KEY, readConfig, readPersonalKey, wrongInConfig },
  env = process.env,
) {
  const all = Object.values(FUNCTIONS)
  const required = [...new Set(all.flatMap(({ variables }) => variables))]
  const optional = [...new Set(all.flatMap((one) => one.optional))].filter((name) => env[name])
  const missing = [...ACCOUNT, ...required].filter((name) => !env[name])
  const given = wrongInConfig(env).filter(
    (line) => !missing.some((name) => line.startsWith(`${name} is missing`)),
  )
  const problems = [...missing.map((name) => `${name} is missing`), ...given]
  // What the local cloud may use: a payment's notification comes from outside.
  if (
    /^http:/i.test(env.WXPAY_NOTIFY_URL ?? '') &&
    !given.some((line) => line.startsWith('WXPAY_NOTIFY_URL'))
  )
    problems.push('WXPAY_NOTIFY_URL is no https address')
  const keyIsWrong = given.some((line) => line.startsWith('PERSONAL_DATA_KEY '))
  if (
    env.PERSONAL_DATA_KEY &&
    !keyIsWrong &&
    readPersonalKey(env.PERSONAL_DATA_KEY).text === LOCAL_PERSONAL_KEY
  )
    problems.push('PERSONAL_DATA_KEY is the one of the local cloud, which everybody knows')
  const deployment = {
    envId: env.CLOUDBASE_ENV_ID,
    secretId: env.TENCENTCLOUD_SECRETID,
    secretKey: env.TENCENTCLOUD_SECRETKEY,
    proxy: env.HTTPS_PROXY || env.https_proxy || undefined,
    appId: env.WECHAT_APPID,
    certificate: env.WXPAY_CERTIFICATE,
  }
  if (problems.length > 0) return { deployment, problems }
  const config = readConfig(env)
  const { pay, personal } = config
  const proven = {
    PERSONAL_DATA_KEY: personal.current.text,
    ...(personal.old.length > 0 && { PERSONAL_DATA_KEYS_OLD: personal.old.map(({ text }) => text).join() }),
    WXPAY_PRIVATE_KEY: bare(pay.privateKeyPem),
    WXPAY_SERIAL_NO: pay.serialNo,
    WXPAY_PLATFORM_KEYS: JSON.stringify(
      Object.fromEntries(Object.entries(pay.platformKeys).map(([id, pem]) => [id, bare(pem)])),
    ),
  }
  const texts = Object.fromEntries([...required, ...optional].map((name) => [name, env[name]]))
  const variables = { ...FIXED, ...texts, ...proven }
  return { deployment: { ...deployment, config, variables }, problems }
}

/** The variables of one function: those that it needs, and none besides. */
export function variablesFor(name, { variablesOf }, { variables }) {
  const wanted = new Set([...Object.keys(FIXED), ...variablesOf(name)])
  return Object.fromEntries(Object.entries(variables).filter(([key]) => wanted.has(key)))
}

/** What CloudBase counts of a function's variables. */
export const bytesOf = (variables) => Buffer.byteLength(JSON.stringify(variables))
