import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { fixedKey, randomBytes, randomInt } from '../random'
import { selfSignedCertificate } from './certificate'
import type { SigningKey } from './sealing'
import { readSetting, settingOnce, type WechatPayStore } from './store'

export type PlatformMode = 'public_key' | 'certificate'

/** A key that WeChat Pay signs with: a 微信支付公钥 or that of a 平台证书. */
export interface PlatformKey extends SigningKey {
  /** Where it is kept: `public_key`, `certificate`, and after a rotation `certificate-2` and so on. */
  slot: string
  publicKeyPem: string
  /** Of a 平台证书 only. */
  certificatePem?: string
}

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
  /** Signs answers and notifications; its serial is `PUB_KEY_ID_…` or a certificate's serial number. */
  platform: PlatformKey
  /** The key that takes over, while a change goes on (`key-change.ts`), and its share of the notifications. */
  incoming?: { key: PlatformKey; share: number }
}

const TWENTY_YEARS_MS = 20 * 365 * 24 * 3600_000
const generate = promisify(generateKeyPair)

/** Settings under which the slots of the two keys in use are kept. */
export const CURRENT_SLOT = 'platform.slot'
export const INCOMING_SLOT = 'platform.incoming'

/** Opens the keyring; keys are generated once (2048 bits, off the main thread) and kept in the store. */
export async function openKeyring(
  store: WechatPayStore,
  options: { mchid: string; mode: PlatformMode; now: number },
): Promise<Keyring> {
  const { mchid, mode, now } = options
  const incoming = readSetting(store, INCOMING_SLOT)
  const [merchantKey, platform] = await Promise.all([
    settingOnce(store, 'merchant.private_key', () => privateKey('merchant')),
    openPlatformKey(store, readSetting(store, CURRENT_SLOT) ?? mode, now),
  ])
  const serialNo = await settingOnce(store, 'merchant.serial_no', certificateSerial)
  return {
    merchant: {
      apiV3Key: await settingOnce(store, 'merchant.api_v3_key', () => randomBytes(16).toString('hex')),
      privateKeyPem: merchantKey,
      publicKey: createPublicKey(merchantKey),
      certificatePem: await settingOnce(store, 'merchant.certificate', () =>
        certificate(merchantKey, serialNo, mchid, now),
      ),
      serialNo,
    },
    platform,
    ...(incoming && { incoming: await openIncoming(store, incoming, now) }),
  }
}

/** The key of a slot: made once, the same ever after. */
export async function openPlatformKey(
  store: WechatPayStore,
  slot: string,
  now: number,
): Promise<PlatformKey> {
  const certified = slot.startsWith('certificate')
  const pem = await settingOnce(store, `platform.${slot}.private_key`, () => privateKey(slot))
  const serial = await settingOnce(store, `platform.${slot}.serial`, () =>
    certified ? certificateSerial() : publicKeyId(now),
  )
  return {
    slot,
    serial,
    privateKey: createPrivateKey(pem),
    publicKeyPem: publicHalf(pem),
    ...(certified && {
      certificatePem: await settingOnce(store, `platform.${slot}.certificate`, () =>
        certificate(pem, serial, 'Local WeChat Pay', now),
      ),
    }),
  }
}

/** What `INCOMING_SLOT` holds. */
export const incomingText = (slot: string, share: number): string => JSON.stringify({ slot, share })

async function openIncoming(store: WechatPayStore, text: string, now: number): Promise<Keyring['incoming']> {
  const { slot, share } = JSON.parse(text) as { slot: string; share: number }
  return { key: await openPlatformKey(store, slot, now), share }
}

const certificate = (privateKeyPem: string, serialNo: string, commonName: string, now: number): string =>
  selfSignedCertificate({
    privateKeyPem,
    serialNo,
    commonName,
    notBeforeAt: now - 24 * 3600_000,
    notAfterAt: now + TWENTY_YEARS_MS,
  })

/** @param purpose `merchant` or a slot of the platform */
async function privateKey(purpose: string): Promise<string> {
  const fixed = fixedKey(purpose)
  if (fixed) return fixed
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
