import type { Context } from '../../../platform/context'
import type { PictureCheckDoc } from './inspection.model'
import { findDoubtful, markSeen, readCheck } from './inspection.repo'

/** The most pictures that are shown at a time: once they have been looked at, others follow. */
const SHOWN = 20

/** The pictures of which WeChat thinks that they may be against its rules, and nobody has looked yet. One trip. */
export const doubtfulPictures = (ctx: Context): Promise<PictureCheckDoc[]> => findDoubtful(ctx, SHOWN)

/**
 * Notes that somebody has looked at such a picture, and leaves a row of it in the trail; twice is once.
 * @returns `false` when WeChat has no doubts about such a picture
 */
export async function seePicture(ctx: Context, id: string): Promise<boolean> {
  const deed = {
    kind: 'goods',
    what: '看过微信有疑问的图片',
    subject: { id, name: '图片' },
    changes: [],
    key: `picture ${id}`,
  } as const
  if (await markSeen(ctx, id, deed)) return true
  return (await readCheck(ctx, id))?.state === 'seen'
}
