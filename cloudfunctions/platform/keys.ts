import { createPrivateKey, createPublicKey, sign, verify, X509Certificate, type KeyObject } from 'node:crypto'

/**
 * RSA keys as people paste them into a variable: with or without the PEM header, in quotes, with line breaks of any
 * system, with `\n` spelled out or with blanks for them, or in base64 once more. What can be read without a doubt is
 * read, and everything else is refused with what it is. Nothing here ever repeats a key, not even a broken one.
 */

const SMALLEST_BITS = 2048

interface Unwrapped {
  /** What the header calls it. */
  label: string | undefined
  der: Buffer
}

/** What stands between header and footer, of which one may be missing; `undefined` when it is no base64. */
function unwrapped(text: string): Unwrapped | undefined {
  const plain = text
    .replace(/\\[rn]/g, '\n')
    .replace(/["'\uFEFF]/g, '')
    .trim()
  const label = /-----(?:BEGIN|END) ([A-Z0-9 ]+)-----/.exec(plain)?.[1]
  const body = plain.replace(/^-----BEGIN [A-Z0-9 ]+-----|-----END [A-Z0-9 ]+-----$/g, '').replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  const der = Buffer.from(body, 'base64')
  // A whole file in base64, as some secret stores want it.
  const again = label === undefined && der.subarray(0, 11).toString('latin1') === '-----BEGIN '
  return again ? unwrapped(der.toString('latin1')) : { label, der }
}

/** Why a text is no key at all, as the end of a sentence. */
function whyNone(text: string, found: Unwrapped | undefined): string {
  const path = text.trim().replace(/["']/g, '')
  if (
    /^[^\s=]{1,300}\.(pem|key|cer|crt|p12|pfx)$/i.test(path) ||
    /^(~|\.{1,2}|[A-Za-z]:)?[/\\][\w.-]+([/\\]|$)/.test(path)
  )
    return 'is the path of a file: give what stands in the file'
  if (found && isCutShort(found.der)) return 'is no key: lines of it are missing'
  return 'is no key: it is incomplete, or was changed when it was copied'
}

/** Fewer bytes than its own first ones announce. */
function isCutShort(der: Buffer): boolean {
  if (der.length < 8 || der[0] !== 0x30 || der[1] !== 0x82) return false
  return der.length < 4 + der.readUInt16BE(2)
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

function isSmall(key: KeyObject): boolean {
  return key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_BITS
}

/** What it is instead of a private key, by its header or, without one, by what can be read of it. */
function otherThanPrivate({ label, der }: Unwrapped): string | undefined {
  if (label !== undefined) return label.endsWith('PRIVATE KEY') ? undefined : label.toLowerCase()
  if (firstOf([() => new X509Certificate(der).publicKey])) return 'certificate'
  if (firstOf([() => createPublicKey({ key: der, format: 'der', type: 'spki' })])) return 'public key'
  return undefined
}

/**
 * A private RSA key (PKCS#8 or PKCS#1) as PEM in PKCS#8, proven by a signature.
 * @throws Error saying what is wrong, as the end of a sentence
 */
export function privateKeyPem(text: string): string {
  const found = unwrapped(text)
  if (found?.label?.startsWith('ENCRYPTED')) throw new Error('is protected by a password: give it without')
  const der = found?.der ?? Buffer.alloc(0)
  const other = found && otherThanPrivate(found)
  if (other) throw new Error(`is a ${other}, not a private key (apiclient_key.pem)`)
  const key = firstOf([
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }),
  ])
  if (!key) throw new Error(whyNone(text, found))
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
  if (!key) throw new Error(whyNone(text, found))
  if (isSmall(key)) throw new Error(`is no RSA key of at least ${SMALLEST_BITS} bits`)
  return String(key.export({ type: 'spki', format: 'pem' }))
}
