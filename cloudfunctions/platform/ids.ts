import { createHash, randomBytes } from 'node:crypto'

/** Where ids come from. Tests hand in their own. */
export interface Ids {
  /** A random id of `length` characters from [0-9A-Za-z]. */
  random(length?: number): string
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function encode(bytes: Uint8Array, length: number): string {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < length; i++) {
    text += ALPHABET[Number(value % 62n)] ?? ''
    value /= 62n
  }
  return text
}

export const randomIds: Ids = {
  random: (length = 16) => encode(randomBytes(length), length),
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(parts.join('\u0000')).digest()
}

/** An id that follows from its parts: the same parts always give the same id (idempotency). */
export function derivedId(length: number, ...parts: string[]): string {
  return encode(digest(parts), length)
}

/** A number of 20 digits that follows from its parts: order numbers, which people read out on the phone. */
export function derivedNumber(...parts: string[]): string {
  const value = BigInt(`0x${digest(parts).subarray(0, 12).toString('hex')}`)
  return (10n ** 19n + (value % (9n * 10n ** 19n))).toString()
}
