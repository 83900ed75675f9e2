import { AppError } from '@shared/contract/errors'
import { PICTURE_ID } from '@shared/contract/picture/limits'
import type { Context, StaffContext } from '../../../platform/context'
import { oweCheck } from '../inspection'
import { keptPicture, pathOf } from './picture.rules'

/**
 * Puts a picture (base64) into the storage, and owes WeChat's check of it. Nothing shows it yet, so it leaves no row in
 * the trail: whatever shows it does.
 *
 * @returns its file's id
 * @throws AppError PICTURE_WRONG, PICTURE_SIZE; PICTURE_NOT_KEPT when the storage does not take it: the same again
 *   helps
 */
export async function uploadPicture(
  ctx: StaffContext,
  { content: base64 }: { content: string },
): Promise<{ picture: string }> {
  const picture = keptPicture(Buffer.from(base64, 'base64'))
  const put = await ctx.files.put(pathOf(picture), picture.content)
  if (put.kind !== 'ok') {
    ctx.log.error('picture.not_kept', { ...put })
    throw new AppError('PICTURE_NOT_KEPT')
  }
  await oweCheck(ctx, put.value)
  return { picture: put.value }
}

/**
 * Lets pass what is among `before` already, and else only files that were uploaded here. One request to the storage,
 * none when nothing is new.
 *
 * @throws AppError PICTURE_UNKNOWN, BUSY when the storage does not answer
 */
export async function checkPictures(
  ctx: Context,
  pictures: readonly string[],
  before: readonly string[] = [],
): Promise<void> {
  const fresh = [...new Set(pictures)].filter((picture) => !before.includes(picture))
  if (fresh.length === 0) return
  if (!fresh.every((picture) => PICTURE_ID.test(picture))) throw new AppError('PICTURE_UNKNOWN')
  const present = await ctx.files.addresses(fresh)
  if (present.kind !== 'ok') {
    ctx.log.error('picture.not_checked', { ...present })
    throw new AppError('BUSY')
  }
  if (!fresh.every((picture) => present.value.has(picture))) throw new AppError('PICTURE_UNKNOWN')
}
