import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { ReconciledDay } from '@shared/contract/reconciliation/schema'
import type { Context } from '../../../platform/context'
import { countOpenByDay } from '../difference'
import { pageOfDays, readDay } from './days.repo'
import { reconcileDay } from './reconcile.service'
import type { ReconciliationDoc } from './reconciliation.model'
import { toDay } from './reconciliation.view'

/** A page of days, newest first. Two round trips. @throws AppError BAD_INPUT for a foreign cursor */
export async function listDays(
  ctx: Context,
  { cursor }: ParsedInputOf<'merchant/reconciliation.days'>,
): Promise<AnswerOf<'merchant/reconciliation.days'>> {
  const page = await pageOfDays(ctx, cursor)
  return { ...page, items: await toDays(ctx, page.items) }
}

/** @throws AppError NOT_FOUND */
export async function getDay(ctx: Context, day: string): Promise<AnswerOf<'merchant/reconciliation.day'>> {
  const doc = await readDay(ctx, day)
  if (!doc) throw new AppError('NOT_FOUND')
  const [shown] = await toDays(ctx, [doc])
  if (!shown) throw new AppError('NOT_FOUND')
  const { flow, others, unlisted } = doc
  return { ...shown, ...(flow && { flow }), others, unlisted }
}

/** Answers the day as it stands then, also when its bill could not be had. @throws AppError NOT_FOUND, RECONCILING */
export async function reconcileAgain(ctx: Context, day: string): Promise<ReconciledDay> {
  if (!(await readDay(ctx, day))) throw new AppError('NOT_FOUND')
  const outcome = await reconcileDay(ctx, day)
  if (outcome.kind === 'taken') throw new AppError('RECONCILING')
  return getDay(ctx, day)
}

async function toDays(ctx: Context, docs: readonly ReconciliationDoc[]): Promise<ReconciledDay[]> {
  const open = await countOpenByDay(
    ctx,
    docs.map(({ _id }) => _id),
  )
  return docs.map((doc) => toDay(doc, open.get(doc._id) ?? 0))
}
