import { createCipheriv, createSign, randomBytes } from 'node:crypto'

export interface SignedHeaders extends Record<string, string> {
  'Wechatpay-Serial': string
  'Wechatpay-Signature': string
  'Wechatpay-Timestamp': string
  'Wechatpay-Nonce': string
}

/** Signs a body as WeChat Pay does for its answers and notifications: `timestamp\nnonce\nbody\n`. */
export function signBody(
  body: string,
  key: { serial: string; privateKeyPem: string },
  /** Milliseconds since 1970; sent in seconds. */
  at: number,
): SignedHeaders {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = randomBytes(16).toString('hex')
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n${body}\n`)
    .sign(key.privateKeyPem, 'base64')
  return {
    'Wechatpay-Serial': key.serial,
    'Wechatpay-Signature': signature,
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
