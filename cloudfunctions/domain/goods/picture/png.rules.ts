import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Seen } from './picture.model'

/**
 * A PNG with what draws it, and nothing else: no EXIF, no texts (XMP is one of them), no time.
 * https://www.w3.org/TR/png-3
 */

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
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
    if (type === 'iCCP') kept.push(...profileOf(chunk))
    else if (KEPT.has(type)) kept.push(chunk)
    if (type === 'IEND')
      return drawn && size ? { ...size, kind: 'png', content: Buffer.concat(kept) } : undefined
    at = next
  }
  return undefined
}

/** No profile is larger: those of printing machines have some hundred thousand bytes. */
const PROFILE_MOST = 2_000_000

/**
 * Its colours, without the name that their profile has here; nothing when it is no profile.
 * https://www.w3.org/TR/png-3/#11iCCP, and ICC.1:2022, 7.2: its size in front, `acsp` at 36
 */
function profileOf(chunk: Buffer): Buffer[] {
  const profile = inflated(chunk.subarray(chunk.indexOf(0, 8) + 2, -4))
  if (profile?.toString('latin1', 36, 40) !== 'acsp' || profile.readUInt32BE(0) !== profile.length) return []
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(profile)])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(body.length - 4, 0)
  around.writeUInt32BE(crc32(body), 4)
  return [Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])]
}

function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: PROFILE_MOST })
  } catch {
    return undefined
  }
}
