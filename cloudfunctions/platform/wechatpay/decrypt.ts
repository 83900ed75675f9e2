import { createDecipheriv } from 'node:crypto'

const TAG_BYTES = 16

/**
 * Opens an AEAD_AES_256_GCM resource under the APIv3 key; the tag stands behind the ciphertext.
 * @returns the plaintext, or nothing when ciphertext, tag, nonce or associated data are not authentic.
 */
export function openResource(
  resource: { ciphertext: string; associatedData: string; nonce: string },
  apiV3Key: string,
): string | undefined {
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  if (sealed.length < TAG_BYTES) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(resource.associatedData))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const head = decipher.update(sealed.subarray(0, -TAG_BYTES))
    return Buffer.concat([head, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
