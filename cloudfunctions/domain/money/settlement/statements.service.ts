import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorContext } from '../../../platform/context'
import { pageOfStatements } from './settlement.repo'

/** A page of the caller's statements. One round trip beside the door's. @throws AppError BAD_INPUT */
export async function statementsOf(
  ctx: DistributorContext,
  { cursor }: ParsedInputOf<'distributor/settlement.statements'>,
): Promise<AnswerOf<'distributor/settlement.statements'>> {
  const page = await pageOfStatements(ctx, ctx.openid, cursor)
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
