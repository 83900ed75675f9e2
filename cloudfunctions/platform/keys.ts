import { createPrivateKey, createPublicKey, sign, verify, X509Certificate, type KeyObject } from 'node:crypto'

/**
 * RSA keys as people paste them into a variable: with or without the PEM header, in quotes, with line breaks, with
 * `\n` spelled out, or with blanks for them. Nothing here ever repeats a key, not even a broken one.
 */

const SMALLEST_BITS = 2048

/** What stands between header and footer, and what the header calls it; `undefined` when it is no base64. */
function unwrapped(text: string): { label: string | undefined; der: Buffer } | undefined {
  const plain = text
    .replace(/\\[rn]/g, '\n')
    .replace(/["']/g, '')
    .trim()
  const framed = /^-----BEGIN ([A-Z0-9 ]+)-----([^]*)-----END \1-----$/.exec(plain)
  const body = (framed?.[2] ?? plain).replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  return { label: framed?.[1], der: Buffer.from(body, 'base64') }
}

/** The first that can be read. */
function firstOf(readers: readonly (() => KeyObject)[]): KeyObject | undefined {
  for (const read of readers) {
    try {
      return read()
    } catch {
      // Another form may fit.
    }
  }
  return undefined
}

const BROKEN = 'is no key: it is incomplete, or was changed when it was copied'

function isSmall(key: KeyObject): boolean {
  return key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_BITS
}

/**
 * A private RSA key (PKCS#8 or PKCS#1) as PEM in PKCS#8, proven by a signature.
 * @throws Error saying what is wrong, as the end of a sentence
 */
export function privateKeyPem(text: string): string {
  const found = unwrapped(text)
  if (found?.label?.startsWith('ENCRYPTED')) throw new Error('is protected by a password: give it without')
  if (found?.label && !found.label.endsWith('PRIVATE KEY'))
    throw new Error(`is a ${found.label.toLowerCase()}, not a private key (apiclient_key.pem)`)
  const der = found?.der ?? Buffer.alloc(0)
  const key = firstOf([
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }),
  ])
  if (!key) throw new Error(BROKEN)
  if (isSmall(key)) throw new Error(`is no RSA key of at least ${SMALLEST_BITS} bits`)
  const probe = Buffer.from('probe')
  if (!verify('RSA-SHA256', probe, createPublicKey(key), sign('RSA-SHA256', probe, key)))
    throw new Error('does not sign')
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}

/**
 * A public RSA key, or the one of a certificate, as PEM.
 * @throws Error saying what is wrong, as the end of a sentence
 */
export function publicKeyPem(text: string): string {
  const found = unwrapped(text)
  if (found?.label?.endsWith('PRIVATE KEY')) throw new Error('is a private key, not a public one')
  const der = found?.der ?? Buffer.alloc(0)
  const key = firstOf([
    () => createPublicKey({ key: der, format: 'der', type: 'spki' }),
    () => createPublicKey({ key: der, format: 'der', type: 'pkcs1' }),
    () => new X509Certificate(der).publicKey,
  ])
  if (!key) throw new Error(BROKEN)
  if (isSmall(key)) throw new Error(`is no RSA key of at least ${SMALLEST_BITS} bits`)
  return String(key.export({ type: 'spki', format: 'pem' }))
}
