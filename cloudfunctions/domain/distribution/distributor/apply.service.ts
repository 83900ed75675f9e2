import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../../platform/context'
import { findMember } from '../../people/member'
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
    rates: commission.rates.slice(0, 1).map((rateBps) => ({ level: 1, rateBps })),
  }
}

/**
 * Applies for becoming a distributor (推广员). One application at a time: a second one at the same moment, or
 * while the first is open, is told so; after a refusal it may be renewed. The same token is the same application, also
 * when it has been decided meanwhile. Round trips: 2 at once and 1, at most 5.
 *
 * @throws AppError AGREEMENT_OUTDATED, ALREADY_APPLIED, ALREADY_DISTRIBUTOR
 */
export async function apply(
  ctx: MemberContext,
  { agreementVersion, ...said }: ParsedInputOf<'distributor/distributor.apply'>,
): Promise<void> {
  const standing = () => readDistributor(ctx, ctx.openid)
  const [settings, member] = await Promise.all([loadSettings(ctx), findMember(ctx, ctx.openid)])
  if (agreementVersion !== settings.agreement.version) {
    if (isOf(await standing(), said.token)) return
    throw new AppError('AGREEMENT_OUTDATED')
  }
  const application: DistributorDoc = {
    _id: ctx.openid,
    distributorId: ctx.ids.random(),
    state: 'pending',
    nickname: member?.nickname ?? '推广员',
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
