import { hkdfSync } from 'node:crypto'

/** The keys of personal data, as they stand in the environment. */

/** A key with what is derived of it. */
export interface PersonalKey {
  /** Which key it is, for texts that were sealed with it and for people: tells nothing of the key. */
  readonly id: string
  /** What seals. */
  readonly sealing: Buffer
  /** As it goes to the functions, however it was pasted. */
  readonly text: string
}

export interface PersonalKeys {
  /** What is sealed now is sealed with this one. */
  readonly current: PersonalKey
  /** What was sealed before is opened with these. */
  readonly old: readonly PersonalKey[]
}

/** AES-256: a longer one is another key, and a shorter one is none. */
const KEY_BYTES = 32
/** What chance makes holds more different bytes than that; what somebody typed does not. */
const LEAST_DIFFERENT = 12

const derived = (key: Buffer, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `banyan personal ${purpose}`, bytes))

/** @throws saying what is wrong with it, as the end of a sentence that begins with its name; never its value */
function keyOf(pasted: string): PersonalKey {
  const text = pasted
    .replace(/\\[rn]/g, '')
    .replace(/[\s"'\uFEFF]/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
  const key = Buffer.from(text, 'base64')
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text) || key.length !== KEY_BYTES)
    throw new Error('is no key of 32 bytes in base64: make one with `openssl rand -base64 32`')
  if (new Set(key).size < LEAST_DIFFERENT)
    throw new Error('is no key that chance has made: make one with `openssl rand -base64 32`')
  return {
    id: derived(key, 'key id', 6).toString('base64url'),
    sealing: derived(key, 'seal', KEY_BYTES),
    text: key.toString('base64'),
  }
}

/** @throws as `keyOf` */
export const readPersonalKey = (text: string): PersonalKey => keyOf(text)

/** Keys of before, separated by commas. @throws as `keyOf` */
export function readOldPersonalKeys(text: string): PersonalKey[] {
  const parts = text.replace(/\\[rn]|["'\s]/g, '').split(',')
  return parts.filter((part) => part !== '').map(keyOf)
}
