import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { STOPPED } from '@shared/contract/distributor/schema'
import { AppError } from '@shared/contract/errors'
import { isValidBinding } from '@shared/rules/binding'
import { earnedFen } from '@shared/rules/wallet'
import type { Context, StaffContext } from '../../../platform/context'
import { findMembers, passText, type BindingDoc } from '../../people/member'
import { findAccounts, openAccount } from '../../money/ledger'
import { applicantOf, maskApplicant } from './applicant.service'
import type { DistributorDoc } from './distributor.model'
import { decideApplication, pageOfDistributors, readApplicant } from './distributor.repo'
import { stoppedAs } from './standing.service'

const MOST_UPLINES = 2

type Decision = ParsedInputOf<'merchant/distributor.decide'>

/**
 * Decides an application; of two decisions at once one counts, and the same one again is no other. Approving fixes the
 * distributors above from the applicant's own valid binding; when that is part of a ring, one binding of the ring goes
 * first. Round trips: 2, for an approval 1 more for each three levels above, before and after, and 1 for opening the
 * account.
 *
 * @param closesRing of the domain of bindings, which stands above this one
 * @throws AppError NOT_FOUND, TEXT_REFUSED for a reason that nobody may read, REVIEW_STATE when it is decided already,
 *   and differently
 */
export async function decide(
  ctx: StaffContext,
  input: Decision,
  closesRing: (ctx: Context, openid: string) => Promise<boolean>,
): Promise<void> {
  const applicant = await readApplicant(ctx, input.distributorId)
  if (!applicant) throw new AppError('NOT_FOUND')
  const { distributor } = applicant
  const approved = input.decision === 'approve'
  if (distributor.state === 'pending') {
    if (input.decision === 'refuse')
      await passText(ctx, { openid: ctx.openid, text: input.reason, where: 'comment' })
    // What is fixed now stands for ever: a ring has to be open before.
    const binding = approved && (await closesRing(ctx, distributor._id)) ? null : applicant.binding
    const decided = await decideApplication(
      ctx,
      distributor,
      input.decision === 'approve'
        ? {
            state: 'active',
            uplines: uplinesOf(distributor._id, binding, ctx.clock.now()),
            refusedReason: null,
          }
        : { state: 'refused', uplines: [], refusedReason: input.reason },
    )
    if (!decided && !isDecided((await readApplicant(ctx, input.distributorId))?.distributor, input)) {
      throw new AppError('REVIEW_STATE')
    }
  } else if (!isDecided(distributor, input)) throw new AppError('REVIEW_STATE')
  // And whoever bound meanwhile, without seeing what was just fixed, is found now.
  if (approved) await closesRing(ctx, distributor._id)
  // A settlement opens an account that is missing, so a crash here costs nothing.
  if (approved) await openAccount(ctx, distributor._id)
}

/** Whether an application was decided like this. */
function isDecided(distributor: DistributorDoc | undefined, input: Decision): boolean {
  return input.decision === 'approve'
    ? distributor?.state === 'active'
    : distributor?.state === 'refused' && distributor.refusedReason === input.reason
}

/**
 * Who stands above a new distributor: whoever recommended the shop and those above, nearest first. A path never
 * comes back to the applicant; should it, it is cut there.
 */
export function uplinesOf(openid: string, binding: BindingDoc | null, now: number): string[] {
  if (!isValidBinding(binding, now)) return []
  const back = binding.path.indexOf(openid)
  return binding.path.slice(0, back === -1 ? undefined : back).slice(0, MOST_UPLINES)
}

/**
 * Applications and distributors for the merchant, masked (`revealApplicant` tells). Round trips: 1, then 2 at once,
 * then 1 for the recommenders.
 */
export async function listForMerchant(
  ctx: Context,
  { state, cursor }: ParsedInputOf<'merchant/distributor.list'>,
): Promise<AnswerOf<'merchant/distributor.list'>> {
  const { items, nextCursor } = await pageOfDistributors(ctx, state === 'stopped' ? STOPPED : [state], cursor)
  const openids = items.map(({ _id }) => _id)
  const [accounts, members] = await Promise.all([findAccounts(ctx, openids), findMembers(ctx, openids)])
  const aboveOf = ({ _id, state: now, uplines }: DistributorDoc): string | undefined => {
    if (now === 'active') return uplines[0]
    const binding = members.get(_id)?.binding
    return isValidBinding(binding, ctx.clock.now()) ? binding.distributorId : undefined
  }
  const above = await findMembers(ctx, [...new Set(items.flatMap((item) => aboveOf(item) ?? []))])
  const earned = new Map(accounts.map((account) => [account._id, earnedFen(account)]))
  return {
    items: items.map((item) => {
      const recommendedBy = above.get(aboveOf(item) ?? '')?.nickname
      const how = stoppedAs(item)
      const { reason, at = 0 } = item.lastAct ?? {}
      return {
        distributorId: item.distributorId,
        nickname: members.get(item._id)?.nickname ?? '推广员',
        ...maskApplicant(applicantOf(ctx, item)),
        appliedAt: item.appliedAt,
        ...(item.decidedAt !== null && { decidedAt: item.decidedAt }),
        ...(item.refusedReason !== null && { refusedReason: item.refusedReason }),
        ...(recommendedBy !== undefined && { recommendedBy }),
        ...(how && { stopped: { how, at, ...(reason !== undefined && { reason }) } }),
        ...((item.state === 'active' || how) && { earnedFen: earned.get(item._id) ?? 0 }),
      }
    }),
    ...(nextCursor !== undefined && { nextCursor }),
  }
}
