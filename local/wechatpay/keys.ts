import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  randomInt,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from './certificate'
import { settingOnce, type WechatPayStore } from './store'

export type PlatformMode = 'public_key' | 'certificate'

/** All secrets of the local WeChat Pay: the merchant's, and the platform's own. */
export interface Keyring {
  merchant: {
    apiV3Key: string
    privateKeyPem: string
    /** Read once: reading a PEM costs more than using the key. */
    publicKey: KeyObject
    certificatePem: string
    serialNo: string
  }
  platform: {
    mode: PlatformMode
    /** `PUB_KEY_ID_…` in 公钥 mode, a certificate's serial number otherwise. */
    serial: string
    privateKey: KeyObject
    publicKeyPem: string
    /** In certificate mode only. */
    certificatePem?: string
  }
}

const TWENTY_YEARS_MS = 20 * 365 * 24 * 3600_000
const generate = promisify(generateKeyPair)

/** Opens the keyring; keys are generated once (2048 bits, off the main thread) and kept in the store. */
export async function openKeyring(
  store: WechatPayStore,
  options: { mchid: string; mode: PlatformMode; now: number },
): Promise<Keyring> {
  const { mchid, mode, now } = options
  const certificate = (privateKeyPem: string, serialNo: string, commonName: string) =>
    selfSignedCertificate({
      privateKeyPem,
      serialNo,
      commonName,
      notBeforeAt: now - 24 * 3600_000,
      notAfterAt: now + TWENTY_YEARS_MS,
    })
  const [merchantKey, platformKey] = await Promise.all([
    settingOnce(store, 'merchant.private_key', privateKey),
    settingOnce(store, `platform.${mode}.private_key`, privateKey),
  ])
  const serialNo = await settingOnce(store, 'merchant.serial_no', certificateSerial)
  const serial = await settingOnce(store, `platform.${mode}.serial`, () =>
    mode === 'public_key' ? publicKeyId(now) : certificateSerial(),
  )
  return {
    merchant: {
      apiV3Key: await settingOnce(store, 'merchant.api_v3_key', () => randomBytes(16).toString('hex')),
      privateKeyPem: merchantKey,
      publicKey: createPublicKey(merchantKey),
      certificatePem: await settingOnce(store, 'merchant.certificate', () =>
        certificate(merchantKey, serialNo, mchid),
      ),
      serialNo,
    },
    platform: {
      mode,
      serial,
      privateKey: createPrivateKey(platformKey),
      publicKeyPem: publicHalf(platformKey),
      certificatePem:
        mode === 'certificate'
          ? await settingOnce(store, 'platform.certificate', () =>
              certificate(platformKey, serial, 'Local WeChat Pay'),
            )
          : undefined,
    },
  }
}

async function privateKey(): Promise<string> {
  const pair = await generate('rsa', { modulusLength: 2048 })
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

const publicHalf = (privateKeyPem: string): string =>
  createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString()

/** 40 hexadecimal digits, upper case, as WeChat Pay prints serial numbers. */
const certificateSerial = (): string => '5' + randomBytes(20).toString('hex').toUpperCase().slice(1)

/** Such as `PUB_KEY_ID_0119000001092026010100000000000001`. */
const publicKeyId = (now: number): string =>
  'PUB_KEY_ID_01' + new Date(now).toISOString().slice(0, 10).replace(/-/g, '') + digits(16)

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')
