import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** Texts that the mall hands to clients and takes back: they can neither be read nor made by anybody else. */
export interface Seal {
  /** The same text for the same purpose always gives the same sealed text, of [0-9A-Za-z_-]. */
  close(purpose: string, text: string): string
  /** The text; `undefined` for anything that `close` did not make for this purpose. */
  open(purpose: string, sealed: string): string | undefined
}

/** A seal that is made when the first text needs it. */
export function sealWhenNeeded(make: () => Seal): Seal {
  let made: Seal | undefined
  const seal = () => (made ??= make())
  return {
    close: (purpose, text) => seal().close(purpose, text),
    open: (purpose, sealed) => seal().open(purpose, sealed),
  }
}

const TAG_BYTES = 16

/**
 * A seal under keys that follow from `secret`. Encryption whose initial vector is the code that authenticates purpose
 * and text (SIV): it needs no chance, and a forged text is told from a sealed one.
 *
 * Source: https://web.cs.ucdavis.edu/~rogaway/papers/keywrap.pdf
 */
export function createSeal(secret: string): Seal {
  const keys = Buffer.from(hkdfSync('sha256', secret, '', 'banyan seal', 64))
  const [macKey, key] = [keys.subarray(0, 32), keys.subarray(32)]
  const tagOf = (purpose: string, text: string) =>
    createHmac('sha256', macKey).update(`${purpose}\u0000${text}`).digest().subarray(0, TAG_BYTES)
  return {
    close(purpose, text) {
      const tag = tagOf(purpose, text)
      const cipher = createCipheriv('aes-256-ctr', key, tag)
      return Buffer.concat([tag, cipher.update(text, 'utf8'), cipher.final()]).toString('base64url')
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      // One text has one spelling: whatever is no base64url, or has odd bits at its end, is none of ours.
      if (bytes.length <= TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined
      const tag = bytes.subarray(0, TAG_BYTES)
      const decipher = createDecipheriv('aes-256-ctr', key, tag)
      const text = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      )
      return timingSafeEqual(tag, tagOf(purpose, text)) ? text : undefined
    },
  }
}
