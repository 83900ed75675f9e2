import { createCipheriv, sign, type KeyObject } from 'node:crypto'
import { randomBytes } from '../random'

export interface SignedHeaders extends Record<string, string> {
  'Wechatpay-Serial': string
  'Wechatpay-Signature': string
  'Wechatpay-Timestamp': string
  'Wechatpay-Nonce': string
}

/** A key with the serial under which the merchant knows it. */
export interface SigningKey {
  serial: string
  privateKey: KeyObject
}

/**
 * Signs a body as WeChat Pay does for its answers and notifications: `timestamp\nnonce\nbody\n`.
 * @param at milliseconds since 1970; sent in seconds
 */
export function signBody(body: string, key: SigningKey, at: number): SignedHeaders {
  const { stamp, message } = toSign(body, at)
  return headersOf(key, stamp, sign(ALGORITHM, message, key.privateKey))
}

/** The same in the thread pool: a signature takes longer than all the rest of an answer. */
export function signBodyInPool(body: string, key: SigningKey, at: number): Promise<SignedHeaders> {
  const { stamp, message } = toSign(body, at)
  return new Promise((resolve, reject) => {
    sign(ALGORITHM, message, key.privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(headersOf(key, stamp, signature))
    })
  })
}

const ALGORITHM = 'RSA-SHA256'

interface Stamp {
  timestamp: string
  nonce: string
}

function toSign(body: string, at: number): { stamp: Stamp; message: Buffer } {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = randomBytes(16).toString('hex')
  return { stamp: { timestamp, nonce }, message: Buffer.from(`${timestamp}\n${nonce}\n${body}\n`) }
}

function headersOf({ serial }: SigningKey, { timestamp, nonce }: Stamp, signature: Buffer): SignedHeaders {
  return {
    'Wechatpay-Serial': serial,
    'Wechatpay-Signature': signature.toString('base64'),
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

export interface SealedResource {
  algorithm: 'AEAD_AES_256_GCM'
  ciphertext: string
  associated_data: string
  nonce: string
}

/** Encrypts under the APIv3 key; the 16 bytes of the tag stand behind the ciphertext. */
export function seal(plaintext: string, associatedData: string, apiV3Key: string): SealedResource {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(Buffer.from(associatedData))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    associated_data: associatedData,
    nonce,
  }
}
