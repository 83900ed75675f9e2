import type { Seen } from './picture.model'

/**
 * A WebP that stands still, without EXIF and XMP: what moves has chunks within its pictures.
 * https://developers.google.com/speed/webp/docs/riff_container, RFC 9649
 */

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])
const DRAWS = new Set(['VP8 ', 'VP8L'])
const MOVES = new Set(['ANIM', 'ANMF'])
/** In the flags of an extended file: it has EXIF, it has XMP. */
const TOLD = 0x08 | 0x04

export const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'

/** `undefined` for one that is not whole, or that moves. */
export function readWebp(bytes: Buffer): Seen | undefined {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return undefined
  const kept: Buffer[] = []
  let size: Pick<Seen, 'width' | 'height'> | undefined
  let drawn = false
  for (let at = 12; at < end;) {
    if (at + 8 > end) return undefined
    const length = bytes.readUInt32LE(at + 4)
    // Each chunk has an even length, the last one included.
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) return undefined
    const type = bytes.toString('latin1', at, at + 4)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (MOVES.has(type)) return undefined
    size ??= sizeOf(type, data)
    if (!size) return undefined
    drawn ||= DRAWS.has(type)
    if (KEPT.has(type)) kept.push(chunkOf(type, type === 'VP8X' ? untold(data) : data))
    at = next
  }
  if (!size || !drawn) return undefined
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  return { ...size, kind: 'webp', content: chunkOf('RIFF', body) }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function untold(data: Buffer): Buffer {
  const flags = Buffer.from(data)
  flags[0] = flags[0]! & ~TOLD
  return flags
}

/** By the first chunk of a file, which says how large it is. */
function sizeOf(type: string, data: Buffer): Pick<Seen, 'width' | 'height'> | undefined {
  if (type === 'VP8X' && data.length === 10) {
    return { width: 1 + data.readUIntLE(4, 3), height: 1 + data.readUIntLE(7, 3) }
  }
  if (type === 'VP8L' && data.length > 5 && data[0] === 0x2f) {
    const bits = data.readUInt32LE(1)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (type === 'VP8 ' && data.length > 10 && data.readUIntBE(3, 3) === 0x9d012a) {
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
  }
  return undefined
}
