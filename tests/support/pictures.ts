import { crc32, deflateSync } from 'node:zlib'

/** Small pictures of every kind, as a browser's canvas wrote them (160 × 120), and with what phones add to them. */

const base64 = (text: string) => Buffer.from(text, 'base64')

export const JPEG = base64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh' +
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB' +
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA' +
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y' +
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM' +
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0o' +
    'OjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2Nj' +
    'Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAB4AKADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAUE' +
    'Bv/EACMQAQAABQMEAwAAAAAAAAAAAAARFmSj4QUGE0RhgsEVI0L/xAAZAQEBAQEBAQAAAAAAAAAAAAAABQMEAgb/xAAfEQEAAQUA' +
    'AgMAAAAAAAAAAAAAAwECFFGxBCEzQfD/2gAMAwEAAhEDEQA/AJoD2mAAAAAAAAAAAAAAAAAAAAN2mab8hy/bx8cPzGMY9+zfLlXb' +
    'ybZ6nx9rqbPPJZJW22vpU8fx4746XXU9oUuVdvJLlXbyujLJl3xtiQ66hS5V28kuVdvK6GTLvhiQ66hS5V28kuVdvK6GTLvhiQ66' +
    '4UBXRQAAAAAAAAAF3bPU+PtdQts9T4+11I8n5a/vpa8T4afvsAc7pAAAAcKAvvnAAAAAAAAAAF3bPU+PtdcnpmpfH8v1cnJD9QhC' +
    'Pbu3zHSXMJs8El8lbraelTx/IjsjpbdX2uiFMdJcwTHSXMMsaXXG2XDvq6IUx0lzBMdJcwY0uuGXDvq6IUx0lzBMdJcwY0uuGXDv' +
    'qEArooAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD//2Q==',
)

/** Extended, lossy, with a colour profile. */
export const WEBP = base64(
  'UklGRrwCAABXRUJQVlA4WAoAAAAgAAAAnwAAdwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh' +
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB' +
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA' +
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y' +
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM' +
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggzgAAABALAJ0BKqAAeAA+0WitUSgmJCKlKAEA' +
    'GglnbuFykNLeTJgLf/6P/SgPZAAVM6GmfCM5RdcEMKcSYacQX3pQI+cNfNuR3j1EefbFdtuUpnQkpOQgnUnIKpa4aWV3H/kNM4AA' +
    '/vw1qb0/18jSzuPqfLSsO/rPLW0PcnLd78bDzxTpW0q/wWuJw/QWOTfXn3RluFEnsdp4Y7N2f3g34whC5AkB4aRs9brdyhsU7Lii' +
    'Tz42LwYlYMZRdzrgw7WqnbwrZB9yp+8lIIN2qRo4QAAA',
)

/** The same without loss. */
export const WEBP_LOSSLESS = base64(
  'UklGRqoCAABXRUJQVlA4WAoAAAAgAAAAnwAAdwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh' +
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB' +
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA' +
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y' +
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM' +
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMvAAAAC+fwB0AD/Cqu4t0j9n8RwvMtG1j/mjL' +
    'IBimPRH9HwsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFZV/QUAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAA4yCIA',
)

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(named) >>> 0, 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}

/** A PNG of one colour; `more`: chunks before its pixels, such as `eXIf`. */
export function pngOf(width: number, height: number, more: Readonly<Record<string, Buffer>> = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // One bit a pixel, grey.
  head[8] = 1
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...Object.entries(more).map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** What must not be left of a picture. */
export const PLACE = 'GPS 30.2741N 120.1551E'

/** EXIF as a phone writes it: how the picture is turned, and where it was taken. */
export function exifOf(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4)
  const u16 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const u32 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  tiff.write(order, 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(2, 8)
  const entries = [
    // The place first: entries are looked through.
    { tag: 0x010e, type: 2, count: PLACE.length, value: tiff.length },
    { tag: 0x0112, type: 3, count: 1, value: orientation },
  ]
  entries.forEach(({ tag, type, count, value }, i) => {
    const at = 10 + 12 * i
    u16(tag, at)
    u16(type, at + 2)
    u32(count, at + 4)
    if (type === 3) u16(value, at + 8)
    else u32(value, at + 8)
  })
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(PLACE)])
}

/** A segment of a JPEG. */
export function segmentOf(marker: number, data: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0)
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** The JPEG with these segments behind its beginning. */
export const jpegWith = (...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([JPEG.subarray(0, 2), ...segments, JPEG.subarray(2)])

/** A chunk of a WebP. */
export function riffOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** The chunks of a WebP. */
export function chunksOf(webp: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 12; at < webp.length;) {
    const length = webp.readUInt32LE(at + 4)
    chunks.push({ type: webp.toString('latin1', at, at + 4), data: webp.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** A WebP of these chunks. */
export const webpOf = (chunks: readonly { type: string; data: Buffer }[]): Buffer =>
  riffOf('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks.map(({ type, data }) => riffOf(type, data))]))
