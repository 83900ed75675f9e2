import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorContext } from '../../../platform/context'
import { PAGE_SIZE, pageOf, positionOf } from '../../../platform/page'
import { listStatements } from './settlement.repo'

/** A page of the caller's statements. One round trip beside the desk. @throws AppError BAD_INPUT */
export async function statementsOf(
  ctx: DistributorContext,
  { cursor }: ParsedInputOf<'distributor/settlement.statements'>,
): Promise<AnswerOf<'distributor/settlement.statements'>> {
  const from = positionOf(cursor)
  const found = await listStatements(ctx, ctx.openid, from, PAGE_SIZE + 1)
  const page = pageOf(found, ({ postedAt }) => postedAt ?? 0, from)
  return {
    ...page,
    items: page.items.map((statement) => ({
      statementId: statement._id,
      period: statement.period,
      commissions: statement.commissions,
      grossFen: statement.grossFen,
      debtNettedFen: statement.debtNettedFen,
      creditedFen: statement.creditedFen,
      postedAt: statement.postedAt ?? 0,
    })),
  }
}
