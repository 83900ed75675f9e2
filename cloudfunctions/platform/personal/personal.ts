import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { PersonalKey, PersonalKeys } from './keys'

declare const inside: unique symbol
/**
 * Names, telephone numbers and addresses as they are stored: a text that only the key of the environment opens. A
 * document says by this type what lies in it, so that nothing clear is put there.
 */
export type Sealed<T extends object> = string & { readonly [inside]: T }

/** Where a sealed text stands. It opens there only: put into another document, or another field, it is none. */
export interface Place {
  /** The collection. */
  readonly in: string
  /** The document's id. */
  readonly of: string
  /** The path of the field that holds the text: `address.receiver`. Whoever finds one knows its place. */
  readonly at: string
}

/** Seals personal data for storage, and opens it again. */
export interface Personal {
  /** Another text each time. */
  seal<T extends object>(place: Place, value: T): Sealed<T>
  /** What lies in it; `undefined` when no key opens it, or it was not sealed for this place. */
  open<T extends object>(place: Place, sealed: Sealed<T>): T | undefined
}

const FORM = 'p1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const SEALED = new RegExp(`^${FORM}\\.([\\w-]{8})\\.([\\w-]+)$`)

/** Which key a text was sealed with; `undefined` for what is no sealed text. */
export function sealedWith(text: unknown): string | undefined {
  return typeof text === 'string' ? SEALED.exec(text)?.[1] : undefined
}

/** What is authenticated beside the value: form, key and place. */
const about = (keyId: string, place: Place): Buffer =>
  Buffer.from(JSON.stringify([FORM, keyId, place.in, place.of, place.at]))

/**
 * AES-256-GCM with a nonce of chance, in a text that names its form and its key: `p1.<key id>.<nonce, value, tag>`. One
 * key seals 2³² values before chance may repeat a nonce (NIST SP 800-38D, 8.3): no shop has as many.
 *
 * @param random where nonces come from
 */
export function createPersonal(
  { current, old }: PersonalKeys,
  random: (size: number) => Buffer = randomBytes,
): Personal {
  const keys = new Map<string, PersonalKey>([...old, current].map((key) => [key.id, key]))
  return {
    seal<T extends object>(place: Place, value: T) {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.sealing, nonce).setAAD(about(current.id, place))
      const parts = [nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]
      return `${FORM}.${current.id}.${Buffer.concat(parts).toString('base64url')}` as Sealed<T>
    },
    open<T extends object>(place: Place, sealed: Sealed<T>) {
      const [, keyId = '', body = ''] = (typeof sealed === 'string' && SEALED.exec(sealed)) || []
      const key = keys.get(keyId)
      const bytes = Buffer.from(body, 'base64url')
      // One value has one spelling: odd bits at the end of a text are none of ours.
      if (!key || bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== body)
        return undefined
      const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(about(keyId, place)).setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8')
        return JSON.parse(text + decipher.final('utf8')) as T
      } catch {
        return undefined
      }
    },
  }
}

/** What is made when the first value needs it: a function that never meets one needs no key. */
export function personalWhenNeeded(make: () => Personal): Personal {
  let made: Personal | undefined
  const personal = () => (made ??= make())
  return {
    seal: (place, value) => personal().seal(place, value),
    open: (place, sealed) => personal().open(place, sealed),
  }
}
