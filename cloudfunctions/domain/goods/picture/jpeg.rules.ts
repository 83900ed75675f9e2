import type { Seen } from './picture.model'

/**
 * A JPEG without what phones write into it: where it was taken (EXIF, XMP, IPTC), comments, and whatever follows its
 * end (a second picture, a film). How it is turned stays, and so do its colours.
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 */

const [START, END, SCAN] = [0xd8, 0xd9, 0xda]
const [APP0, APP1, APP2, APP14] = [0xe0, 0xe1, 0xe2, 0xee]
/** Baseline, extended and progressive: what phones can show. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
/** Beside the frame what draws it: tables of Huffman codes and of quantisation, the scans, how often they restart. */
const DRAWING = new Set([...FRAMES, 0xc4, 0xdb, SCAN, 0xdd])
/** A whole Adobe segment: which way its colours are told. A whole JFIF header without a small picture. */
const [ADOBE_LENGTH, JFIF_LENGTH] = [16, 18]

export const isJpeg = (bytes: Buffer): boolean => bytes.readUIntBE(0, 3) === 0xffd8ff

/** `undefined` for one that is not whole. */
export function readJpeg(bytes: Buffer): Seen | undefined {
  const kept: Buffer[] = [Buffer.of(0xff, START)]
  let size: Pick<Seen, 'width' | 'height'> | undefined
  let scanned = false
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      // Padding.
      at += 1
      continue
    }
    if (marker === END) {
      if (!size || !scanned) return undefined
      return { ...size, kind: 'jpg', content: Buffer.concat([...kept, Buffer.of(0xff, END)]) }
    }
    if (at + 4 > bytes.length) return undefined
    const length = bytes.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > bytes.length) return undefined
    const segment = bytes.subarray(at, next)
    if (OTHER_FRAMES.has(marker)) return undefined
    if (FRAMES.has(marker)) {
      if (length < 8 || size) return undefined
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    }
    kept.push(...keptOf(marker, segment))
    at = next
    if (marker === SCAN) {
      scanned = true
      at = endOfScan(bytes, next)
      kept.push(bytes.subarray(next, at))
    }
  }
  return undefined
}

/** What stays of a segment. */
function keptOf(marker: number, segment: Buffer): Buffer[] {
  if (marker === APP1) return turnOf(segment)
  if (marker === APP0) return jfifOf(segment)
  if (marker === APP14) {
    return segment.toString('latin1', 4, 9) === 'Adobe' && segment.length === ADOBE_LENGTH ? [segment] : []
  }
  // Colours; the same marker tells of further pictures in the file.
  if (marker === APP2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE' ? [segment] : []
  return DRAWING.has(marker) ? [segment] : []
}

/** The header of a JFIF, without the small picture that it may carry; nothing of what is only called like it. */
function jfifOf(segment: Buffer): Buffer[] {
  if (segment.toString('latin1', 4, 9) !== 'JFIF\0' || segment.length < JFIF_LENGTH) return []
  const header = Buffer.from(segment.subarray(0, JFIF_LENGTH))
  header.writeUInt16BE(JFIF_LENGTH - 2, 2)
  header.writeUInt16BE(0, JFIF_LENGTH - 2)
  return [header]
}

/** The next marker behind the data of a scan: a byte of 255 in the data is followed by 0, or by a restart's number. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return bytes.length
    const next = bytes[at + 1]!
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
    at += 2
  }
  return bytes.length
}

const ORIENTATION = 0x0112

/** EXIF that says nothing but how the picture is turned; nothing when it is not. */
function turnOf(segment: Buffer): Buffer[] {
  const turned = orientationOf(segment)
  if (turned === undefined || turned < 2 || turned > 8) return []
  const exif = Buffer.from('ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001', 'hex')
  // Its value in the first half of four bytes, and no directory behind this one.
  return [Buffer.concat([exif, Buffer.of(0, turned, 0, 0), Buffer.alloc(4)])]
}

function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(10)
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined
  const u16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  for (let i = 0; i < u16(directory); i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > tiff.length) return undefined
    if (u16(entry) === ORIENTATION) return u16(entry + 8)
  }
  return undefined
}
