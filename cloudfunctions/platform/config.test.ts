// eslint-disable-next-line no-restricted-imports -- a key that is too small is what is tested
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import selfsigned from 'selfsigned'
import { testPair } from '../../tests/support/keys'
import { LOCAL_PERSONAL_KEY } from '../../local/personal'
import { readConfig, readPayConfig, readPersonalKeys, readShopConfig, wrongInConfig } from './config'

const { privateKey, publicKey } = testPair()
const pkcs8 = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
const pkcs1 = String(privateKey.export({ type: 'pkcs1', format: 'pem' }))
const spki = String(publicKey.export({ type: 'spki', format: 'pem' }))
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')

const ENV = {
  WECHAT_APPID: 'wx1',
  WECHAT_APPSECRET: 'secret',
  PERSONAL_DATA_KEY: LOCAL_PERSONAL_KEY,
  WXPAY_MCHID: '1900000001',
  WXPAY_APIV3_KEY: 'k'.repeat(32),
  WXPAY_PRIVATE_KEY: bare(pkcs8),
  WXPAY_SERIAL_NO: '5157F09EFDC096DE15EBE81A47057A7200000001',
  WXPAY_PLATFORM_KEYS: JSON.stringify({ PUB_KEY_ID_0119000000012026010100000001: bare(spki) }),
  WXPAY_NOTIFY_URL: 'https://shop.example/paynotify',
}

const envOf = (more: Record<string, string>) => ({ ...ENV, ...more }) as unknown as NodeJS.ProcessEnv
const read = (more: Record<string, string>) => readConfig(envOf(more))

test('a call waits 8 s for its answer unless CALL_TIMEOUT_MS says otherwise', () => {
  expect(read({}).callTimeoutMs).toBe(8_000)
  expect(read({ CALL_TIMEOUT_MS: '300' }).callTimeoutMs).toBe(300)
})

test.each(['0', '-1', '1.5', 'soon', '1e3'])('CALL_TIMEOUT_MS=%s is refused', (text) => {
  expect(() => read({ CALL_TIMEOUT_MS: text })).toThrow('CALL_TIMEOUT_MS')
})

test.each([
  ['PKCS#8', pkcs8],
  ['PKCS#8 without its header', bare(pkcs8)],
  ['PKCS#1', pkcs1],
  ['PKCS#1 without its header', bare(pkcs1)],
  ['\\n spelled out', pkcs8.replace(/\n/g, '\\n')],
  ['in quotes', JSON.stringify(pkcs8)],
  ['blanks for line breaks', pkcs8.replace(/\n/g, ' ')],
  ['line breaks of Windows', pkcs8.replace(/\n/g, '\r\n')],
  ['line breaks of Windows spelled out, in quotes', JSON.stringify(pkcs8.replace(/\n/g, '\r\n'))],
  ['the last line is missing', pkcs8.replace(/-----END.*\n/, '')],
  ['the first line is missing', pkcs8.replace(/-----BEGIN.*\n/, '')],
  ['the whole file in base64', Buffer.from(pkcs8).toString('base64')],
])('[CONFIG-1] the merchant’s key signs however it was pasted: %s', (_form, text) => {
  const { privateKeyPem } = read({ WXPAY_PRIVATE_KEY: text }).pay
  const signature = sign('RSA-SHA256', Buffer.from('order'), privateKeyPem)
  expect(verify('RSA-SHA256', Buffer.from('order'), publicKey, signature)).toBe(true)
})

test.each([
  ['spki', spki],
  ['without its header', bare(spki)],
  ['\\n spelled out', spki.replace(/\n/g, '\\n')],
  ['pkcs1', String(publicKey.export({ type: 'pkcs1', format: 'pem' }))],
])('[CONFIG-1] a key of WeChat Pay is read however it was pasted: %s', (_form, text) => {
  const [pem] = Object.values(
    read({ WXPAY_PLATFORM_KEYS: JSON.stringify({ PUB_KEY_ID_1: text }) }).pay.platformKeys,
  )
  expect(createPublicKey(String(pem)).equals(publicKey)).toBe(true)
})

const encrypted = String(
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }),
)
const small = String(
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
)
const { cert: certificate } = selfsigned.generate([{ name: 'commonName', value: 'shop' }], {
  keyPair: { privateKey: pkcs8, publicKey: spki },
} as object)
/** As when a part of it was not selected. */
const withoutLines = (pem: string) => pem.split('\n').toSpliced(3, 4).join('\n')
const platform = (keys: unknown) => JSON.stringify(keys)

test.each([
  ['a key cut short', 'WXPAY_PRIVATE_KEY', bare(pkcs8).slice(0, 800), 'is no key'],
  ['a key without some of its lines', 'WXPAY_PRIVATE_KEY', withoutLines(pkcs8), 'lines of it are missing'],
  ['a file’s name', 'WXPAY_PRIVATE_KEY', 'apiclient_key.pem', 'is the path of a file'],
  ['a path', 'WXPAY_PRIVATE_KEY', '/home/shop/apiclient_key.pem', 'is the path of a file'],
  ['a path of Windows', 'WXPAY_PRIVATE_KEY', 'C:\\\\shop\\\\apiclient_key.pem', 'is the path of a file'],
  ['a certificate', 'WXPAY_PRIVATE_KEY', certificate, 'is a certificate, not a private key'],
  ['a certificate without its header', 'WXPAY_PRIVATE_KEY', bare(certificate), 'is a certificate, not a'],
  ['a public key without its header', 'WXPAY_PRIVATE_KEY', bare(spki), 'is a public key, not a private key'],
  ['a public key', 'WXPAY_PRIVATE_KEY', spki, 'is a public key, not a private key'],
  ['a key with a password', 'WXPAY_PRIVATE_KEY', encrypted, 'is protected by a password'],
  ['a small key', 'WXPAY_PRIVATE_KEY', small, '2048 bits'],
  ['a serial number that is none', 'WXPAY_SERIAL_NO', 'my-serial', 'is no serial number'],
  ['an APIv3 key of 31', 'WXPAY_APIV3_KEY', 'k'.repeat(31), '32 characters'],
  ['an APIv3 key of 33', 'WXPAY_APIV3_KEY', 'k'.repeat(33), '32 characters'],
  ['keys that are no JSON', 'WXPAY_PLATFORM_KEYS', bare(spki), 'is no JSON'],
  ['no keys', 'WXPAY_PLATFORM_KEYS', '{}', 'holds no key'],
  ['a broken key', 'WXPAY_PLATFORM_KEYS', platform({ PUB_KEY_ID_7: 'MIIB' }), 'PUB_KEY_ID_7 that is no key'],
  ['the merchant’s own key', 'WXPAY_PLATFORM_KEYS', platform({ PUB_KEY_ID_7: pkcs8 }), 'is a private key'],
  ['a key by another name', 'WXPAY_PLATFORM_KEYS', platform({ mine: spki }), 'names a key mine'],
  ['http', 'WXPAY_NOTIFY_URL', 'http://shop.example/paynotify', 'is no https address'],
  ['no address', 'WXPAY_NOTIFY_URL', 'shop.example/paynotify', 'is no https address'],
  ['a query', 'WXPAY_NOTIFY_URL', 'https://shop.example/paynotify?a=1', 'a query'],
  ['a merchant that is no number', 'WXPAY_MCHID', 'shop', 'WXPAY_MCHID'],
])('[CONFIG-1] what cannot work is named, and never told: %s', (_what, name, text, why) => {
  const refusal = (() => {
    try {
      read({ [name]: text })
      return ''
    } catch (error) {
      return (error as Error).message
    }
  })()
  expect(refusal).toContain(name)
  expect(refusal).toContain(why)
  if (name !== 'WXPAY_MCHID') expect(refusal).not.toContain(text)
})

test('the serial number may have colons, the local cloud a local address', () => {
  const serial = ENV.WXPAY_SERIAL_NO.match(/../g)!.join(':').toLowerCase()
  expect(read({ WXPAY_SERIAL_NO: serial }).pay.serialNo).toBe(ENV.WXPAY_SERIAL_NO)
  const url = 'http://127.0.0.1:7800/functions/paynotify'
  expect(read({ WXPAY_NOTIFY_URL: url }).pay.notifyUrl).toBe(url)
})

test('what nobody needs before paying is not looked at before', () => {
  const broken = envOf({ WXPAY_PLATFORM_KEYS: 'broken', WXPAY_PRIVATE_KEY: 'broken' })
  expect(readShopConfig(broken)).toMatchObject({ appId: 'wx1', mchid: '1900000001' })
  expect(() => readPayConfig(broken)).toThrow('WXPAY_PRIVATE_KEY')
})

test('[CONFIG-1] all that is wrong is named at once', () => {
  expect(wrongInConfig(envOf({}))).toEqual([])
  const wrong = wrongInConfig(
    envOf({
      WECHAT_APPSECRET: '',
      PERSONAL_DATA_KEY: 'short',
      PERSONAL_DATA_KEYS_OLD: 'short',
      WXPAY_APIV3_KEY: 'short',
      WXPAY_PRIVATE_KEY: 'apiclient_key.pem',
      WXPAY_NOTIFY_URL: 'http://shop.example/paynotify',
      CALL_TIMEOUT_MS: 'soon',
    }),
  )
  expect(wrong.map((line) => line.split(' ')[0])).toEqual([
    'WECHAT_APPSECRET',
    'CALL_TIMEOUT_MS',
    'PERSONAL_DATA_KEY',
    'PERSONAL_DATA_KEYS_OLD',
    'WXPAY_APIV3_KEY',
    'WXPAY_PRIVATE_KEY',
    'WXPAY_NOTIFY_URL',
  ])
})

describe('the key of personal data', () => {
  const key = Buffer.from(LOCAL_PERSONAL_KEY, 'base64')
  const keyOf = (text: string) => readPersonalKeys(envOf({ PERSONAL_DATA_KEY: text })).current

  it.each([
    ['as openssl prints it', `${LOCAL_PERSONAL_KEY}\n`],
    ['in quotes', `"${LOCAL_PERSONAL_KEY}"`],
    ['with its line break spelled out', `'${LOCAL_PERSONAL_KEY}\\n'`],
    ['with a break of Windows', ` ${LOCAL_PERSONAL_KEY}\r\n`],
    ['without padding', LOCAL_PERSONAL_KEY.replace('=', '')],
    ['for addresses', key.toString('base64url')],
  ])('[CONFIG-1] is read %s, and goes on in one form', (_, text) => {
    expect(keyOf(text)).toEqual(keyOf(LOCAL_PERSONAL_KEY))
    expect(keyOf(text).text).toBe(LOCAL_PERSONAL_KEY)
  })

  it.each([
    ['too short', key.subarray(1).toString('base64')],
    ['too long', Buffer.concat([key, key.subarray(0, 1)]).toString('base64')],
    ['hexadecimal', key.toString('hex')],
    ['a word', 'correct horse battery staple'],
    ['one letter', Buffer.alloc(32, 'k').toString('base64')],
    ['a path', './personal.key'],
  ])('[CONFIG-1] is refused when it is %s, without its value', (_, text) => {
    expect(() => keyOf(text)).toThrow(/^PERSONAL_DATA_KEY is no key/)
    expect(wrongInConfig(envOf({ PERSONAL_DATA_KEY: text })).join()).not.toContain(text)
  })

  it('[CONFIG-1] stands beside those of before, separated by commas', () => {
    const other = Buffer.from([...key].reverse()).toString('base64')
    const text = `"${other}", ${LOCAL_PERSONAL_KEY}\n`
    const { old } = readPersonalKeys(envOf({ PERSONAL_DATA_KEYS_OLD: text }))
    expect(old.map((one) => one.text)).toEqual([other, LOCAL_PERSONAL_KEY])
    expect(readPersonalKeys(envOf({})).old).toEqual([])
    expect(new Set([...old.map(({ id }) => id)]).size).toBe(2)
  })
})
