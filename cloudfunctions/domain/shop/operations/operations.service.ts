import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { StaffContext } from '../../../platform/context'
import { mask } from '../../../platform/log'
import { pageOfParked, type Parked } from '../../../platform/parked'
import { toParked } from './operations.view'

/** A page of what is parked. Two round trips at most. @throws AppError BAD_INPUT for a foreign cursor */
export async function listParked(
  ctx: StaffContext,
  { cursor }: ParsedInputOf<'merchant/operations.parked'>,
): Promise<AnswerOf<'merchant/operations.parked'>> {
  const page = await pageOfParked(ctx, cursor)
  return { ...page, items: page.items.map(({ kind, document }) => toParked(ctx, kind, document)) }
}

/**
 * Tries now what a document has parked. Twice is once: what was carried out is parked no more.
 * @throws AppError NOT_FOUND when there is no such document
 */
export async function retryParked(
  ctx: StaffContext,
  { kind: wanted, documentId }: ParsedInputOf<'merchant/operations.retry'>,
): Promise<AnswerOf<'merchant/operations.retry'>> {
  const kind = ctx.seams.owing.find(({ collection }) => collection === wanted)
  const document = await kind?.retry(ctx, documentId)
  if (!kind || !document) throw new AppError('NOT_FOUND')
  const { owed, parkedAt } = document
  ctx.log.info('operations.retried', { kind: wanted, id: documentId, by: mask(ctx.openid), left: owed })
  return parkedAt === undefined ? {} : { parked: toParked(ctx, kind, { ...document, parkedAt } as Parked) }
}
