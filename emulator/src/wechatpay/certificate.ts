import { createPrivateKey, createPublicKey, createSign } from 'node:crypto'

/** A self-signed X.509 certificate in DER (ITU-T X.690), enough for a merchant's and a platform's. */
export function selfSignedCertificate(input: {
  privateKeyPem: string
  /** Hexadecimal, first digit 1–7 so that the number is positive. */
  serialNo: string
  commonName: string
  /** Milliseconds since 1970. */
  notBeforeAt: number
  notAfterAt: number
}): string {
  const algorithm = sequence(oid(SHA256_WITH_RSA), tlv(0x05, Buffer.alloc(0)))
  const name = sequence(tlv(0x31, sequence(oid(COMMON_NAME), tlv(0x0c, Buffer.from(input.commonName)))))
  const spki = createPublicKey(createPrivateKey(input.privateKeyPem)).export({ type: 'spki', format: 'der' })
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(input.serialNo, 'hex')),
    algorithm,
    name,
    sequence(time(input.notBeforeAt), time(input.notAfterAt)),
    name,
    spki,
  )
  const signature = createSign('RSA-SHA256').update(body).sign(input.privateKeyPem)
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** 1.2.840.113549.1.1.11 */
const SHA256_WITH_RSA = '2a864886f70d01010b'
/** 2.5.4.3 */
const COMMON_NAME = '550403'

function tlv(tag: number, content: Buffer): Buffer {
  const size: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) size.unshift(rest & 0xff)
  const head = content.length < 128 ? [tag, content.length] : [tag, 0x80 | size.length, ...size]
  return Buffer.concat([Buffer.from(head), content])
}

const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts))

const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')
  const short = Number(digits.slice(0, 4)) < 2050
  return tlv(short ? 0x17 : 0x18, Buffer.from(short ? digits.slice(2) : digits))
}
