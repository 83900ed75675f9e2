import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { StaffContext } from '../../../platform/context'
import { mask } from '../../../platform/log'
import { pageOfParked, type Parked } from '../../../platform/parked'
import { doubtfulPictures, seePicture } from '../../goods/inspection'
import { PICTURE_CHECKS, toDoubt } from './doubt.view'
import { toParked } from './operations.view'
import { WECHAT_ACCOUNT } from './trade.repo'
import { askTrade, wantedByWechat } from './trade.service'
import { wronglyWritten } from './written.service'

/**
 * A page of what is parked; before the first one what WeChat wants, what people have written wrong and pictures that
 * WeChat has doubts about. Seven round trips at most, six of them at once.
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export async function listParked(
  ctx: StaffContext,
  { cursor }: ParsedInputOf<'merchant/operations.parked'>,
): Promise<AnswerOf<'merchant/operations.parked'>> {
  const [page, wanted, wrong, doubtful] = await Promise.all([
    pageOfParked(ctx, cursor),
    cursor === undefined ? wantedByWechat(ctx) : [],
    cursor === undefined ? wronglyWritten(ctx) : [],
    cursor === undefined ? doubtfulPictures(ctx) : [],
  ])
  const items = page.items.map(({ kind, document }) => toParked(ctx, kind, document))
  return { ...page, items: [...wanted, ...wrong, ...doubtful.map(toDoubt), ...items] }
}

/** What people write by hand: there is nothing to carry out, only to look again. */
const WRITTEN: readonly string[] = ['settings', 'staff', 'personal']

/**
 * Tries now what a document has parked. Twice is once: what was carried out is parked no more.
 * @throws AppError NOT_FOUND when there is no such document
 */
export async function retryParked(
  ctx: StaffContext,
  { kind: wanted, documentId }: ParsedInputOf<'merchant/operations.retry'>,
): Promise<AnswerOf<'merchant/operations.retry'>> {
  if (WRITTEN.includes(wanted)) {
    const left = (await wronglyWritten(ctx)).find(
      (one) => one.kind === wanted && one.documentId === documentId,
    )
    return left ? { parked: left } : {}
  }
  if (wanted === WECHAT_ACCOUNT) {
    await askTrade(ctx)
    const left = (await wantedByWechat(ctx)).find((one) => one.documentId === documentId)
    return left ? { parked: left } : {}
  }
  if (wanted === PICTURE_CHECKS) {
    // Nothing can be tried: somebody has looked, and what is to be done about it is theirs.
    if (!(await seePicture(ctx, documentId))) throw new AppError('NOT_FOUND')
    return {}
  }
  const kind = ctx.seams.owing.find(({ collection }) => collection === wanted)
  const document = await kind?.retry(ctx, documentId)
  if (!kind || !document) throw new AppError('NOT_FOUND')
  const { owed, parkedAt } = document
  ctx.log.info('operations.retried', { kind: wanted, id: documentId, by: mask(ctx.openid), left: owed })
  return parkedAt === undefined ? {} : { parked: toParked(ctx, kind, { ...document, parkedAt } as Parked) }
}
