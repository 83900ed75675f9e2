import { createHash } from 'node:crypto'
import { AppError } from '@shared/contract/errors'
import { PICTURE_BYTES_LEAST, PICTURE_SIDE } from '@shared/contract/picture/limits'
import { isJpeg, readJpeg } from './jpeg.rules'
import type { Seen } from './picture.model'
import { isPng, readPng } from './png.rules'
import { isWebp, readWebp } from './webp.rules'

/**
 * A picture as it is kept: of a kind that every phone shows, whole, and without where and when it was taken.
 * @throws AppError PICTURE_WRONG, PICTURE_SIZE
 */
export function keptPicture(bytes: Buffer): Seen {
  const seen = bytes.length < PICTURE_BYTES_LEAST ? undefined : read(bytes)
  if (!seen) throw new AppError('PICTURE_WRONG')
  const fits = (side: number) => side >= PICTURE_SIDE.least && side <= PICTURE_SIDE.most
  if (!fits(seen.width) || !fits(seen.height)) throw new AppError('PICTURE_SIZE')
  return seen
}

function read(bytes: Buffer): Seen | undefined {
  if (isJpeg(bytes)) return readJpeg(bytes)
  if (isPng(bytes)) return readPng(bytes)
  return isWebp(bytes) ? readWebp(bytes) : undefined
}

const NAME_LENGTH = 32

/** Where a picture lies: called by its content, so the same one twice is one file. */
export function pathOf({ kind, content }: Pick<Seen, 'kind' | 'content'>): string {
  const name = createHash('sha256').update(content).digest('hex').slice(0, NAME_LENGTH)
  return `pictures/${name}.${kind}`
}
