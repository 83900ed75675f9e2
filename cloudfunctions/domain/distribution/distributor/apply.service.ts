import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { isNameless } from '@shared/words/nameless'
import type { MemberContext } from '../../../platform/context'
import { findMember, rename } from '../../people/member'
import { loadSettings } from '../../shop/settings'
import type { DistributorDoc } from './distributor.model'
import { insertApplication, readDistributor, renewApplication } from './distributor.repo'

/** Where somebody's application stands, and what there is to agree to. Two round trips at once. */
export async function statusOf(ctx: MemberContext): Promise<AnswerOf<'distributor/distributor.status'>> {
  const [distributor, { agreement, commission }] = await Promise.all([
    readDistributor(ctx, ctx.openid),
    loadSettings(ctx),
  ])
  return {
    state: distributor?.state ?? 'none',
    ...(distributor?.refusedReason != null && { refusedReason: distributor.refusedReason }),
    ...(distributor && { appliedAt: distributor.appliedAt }),
    agreement,
    rates: commission.rates.map((rateBps, i) => ({ level: i + 1, rateBps })),
  }
}

/**
 * Applies for becoming a distributor (推广员), under a name that others can tell apart. One application at a time: a second
 * one at the same moment, or while the first is open, is told so; after a refusal it may be renewed. The same token is
 * the same application, also when it has been decided meanwhile.
 *
 * The name comes first: who dies in between has a name and no application, and never an application without a name.
 * Round trips: 3 at once and 1, with a new name 1 more; at most 6.
 *
 * @throws AppError NICKNAME_NEEDED, AGREEMENT_OUTDATED, ALREADY_APPLIED, ALREADY_DISTRIBUTOR
 */
export async function apply(
  ctx: MemberContext,
  { agreementVersion, nickname, ...said }: ParsedInputOf<'distributor/distributor.apply'>,
): Promise<void> {
  const standing = () => readDistributor(ctx, ctx.openid)
  const [settings, member, before] = await Promise.all([
    loadSettings(ctx),
    findMember(ctx, ctx.openid),
    standing(),
  ])
  if (isOf(before, said.token)) return
  if (agreementVersion !== settings.agreement.version) throw new AppError('AGREEMENT_OUTDATED')
  if (isNameless(nickname ?? member?.nickname)) throw new AppError('NICKNAME_NEEDED')
  if (nickname !== undefined && nickname !== member?.nickname) await rename(ctx, nickname)
  const application: DistributorDoc = {
    _id: ctx.openid,
    distributorId: ctx.ids.random(),
    state: 'pending',
    ...said,
    agreementVersion,
    appliedAt: ctx.clock.now(),
    decidedAt: null,
    refusedReason: null,
    uplines: [],
  }
  if (await insertApplication(ctx, application)) return
  if (await renewApplication(ctx, application)) return
  const found = await standing()
  if (isOf(found, said.token)) return
  throw new AppError(found?.state === 'pending' ? 'ALREADY_APPLIED' : 'ALREADY_DISTRIBUTOR')
}

const isOf = (application: DistributorDoc | null, token: string | undefined): boolean =>
  token !== undefined && application?.token === token
