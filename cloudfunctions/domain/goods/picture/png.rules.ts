import type { Seen } from './picture.model'

/** A PNG with what draws it, and nothing else: no EXIF, no texts (XMP is one of them), no time. https://www.w3.org/TR/png-3 */

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'pHYs',
])
/** Length, type and check sum around the data. */
const AROUND = 12

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(SIGNATURE)

/** `undefined` for one that is not whole. */
export function readPng(bytes: Buffer): Seen | undefined {
  const kept: Buffer[] = [SIGNATURE]
  let size: Pick<Seen, 'width' | 'height'> | undefined
  let drawn = false
  for (let at = SIGNATURE.length; at + AROUND <= bytes.length;) {
    const next = at + AROUND + bytes.readUInt32BE(at)
    if (next > bytes.length) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    const chunk = bytes.subarray(at, next)
    // The header is the first one, and there is one.
    if ((type === 'IHDR') !== (size === undefined)) return undefined
    if (type === 'IHDR') {
      if (chunk.length !== AROUND + 13) return undefined
      size = { width: chunk.readUInt32BE(8), height: chunk.readUInt32BE(12) }
    }
    drawn ||= type === 'IDAT'
    if (KEPT.has(type)) kept.push(chunk)
    if (type === 'IEND')
      return drawn && size ? { ...size, kind: 'png', content: Buffer.concat(kept) } : undefined
    at = next
  }
  return undefined
}
