import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorState } from '@shared/contract/distributor/schema'
import { AppError } from '@shared/contract/errors'
import { isNameless } from '@shared/words/nameless'
import type { MemberContext } from '../../../platform/context'
import { findMember, rename } from '../../people/member'
import { findAccounts } from '../../money/ledger'
import { loadSettings } from '../../shop/settings'
import { sealApplicant } from './applicant.service'
import type { DistributorDoc } from './distributor.model'
import { insertApplication, readDistributor, renewApplication } from './distributor.repo'
import { stoppedAs } from './standing.service'

/**
 * Where somebody's application stands, and what there is to agree to. Two round trips at once; one more for what is
 * left of somebody who is no distributor any more.
 */
export async function statusOf(ctx: MemberContext): Promise<AnswerOf<'distributor/distributor.status'>> {
  const [distributor, { agreement, commission }] = await Promise.all([
    readDistributor(ctx, ctx.openid),
    loadSettings(ctx),
  ])
  const stopped = distributor && (await stoppedOf(ctx, distributor))
  return {
    state: stateShown(distributor?.state),
    ...(distributor?.refusedReason != null && { refusedReason: distributor.refusedReason }),
    ...(distributor && { appliedAt: distributor.appliedAt }),
    ...(stopped && { stopped }),
    agreement,
    rates: commission.rates.slice(0, 1).map((rateBps) => ({ level: 1, rateBps })),
  }
}

/** How somebody's state is told to clients: see `DISTRIBUTOR_STATES`. */
export function stateShown(state: DistributorDoc['state'] | undefined): DistributorState {
  if (state === undefined || state === 'left') return 'none'
  return state === 'removed' ? 'suspended' : state
}

async function stoppedOf(ctx: MemberContext, distributor: DistributorDoc) {
  const how = stoppedAs(distributor)
  if (!how) return undefined
  const [account] = await findAccounts(ctx, [distributor._id])
  const { reason, at = 0 } = distributor.lastAct ?? {}
  return {
    how,
    ...(reason !== undefined && { reason }),
    at,
    availableFen: account?.availableFen ?? 0,
    debtFen: Math.abs(account?.debtFen ?? 0),
  }
}

/**
 * Applies for becoming a distributor (推广员), under a name that others can tell apart. One application at a time: a
 * second one at the same moment, or while the first is open, is told so; after a refusal, and by whoever left, it may
 * be renewed. The same token is the same application, also when it has been decided meanwhile.
 *
 * The name comes first: who dies in between has a name and no application, and never an application without a name.
 * Round trips: 3 at once and 1, with a new name 1 more; at most 6.
 *
 * @throws AppError NICKNAME_NEEDED, AGREEMENT_OUTDATED, ALREADY_APPLIED, ALREADY_DISTRIBUTOR, DISTRIBUTOR_STOPPED
 */
export async function apply(
  ctx: MemberContext,
  { agreementVersion, nickname, token, ...said }: ParsedInputOf<'distributor/distributor.apply'>,
): Promise<void> {
  const standing = () => readDistributor(ctx, ctx.openid)
  const [settings, member, before] = await Promise.all([
    loadSettings(ctx),
    findMember(ctx, ctx.openid),
    standing(),
  ])
  if (isOf(before, token)) return
  if (agreementVersion !== settings.agreement.version) throw new AppError('AGREEMENT_OUTDATED')
  if (isNameless(nickname ?? member?.nickname)) throw new AppError('NICKNAME_NEEDED')
  if (nickname !== undefined && nickname !== member?.nickname) await rename(ctx, nickname)
  const application: DistributorDoc = {
    _id: ctx.openid,
    distributorId: ctx.ids.random(),
    state: 'pending',
    applicant: sealApplicant(ctx, ctx.openid, said),
    ...(token !== undefined && { token }),
    agreementVersion,
    appliedAt: ctx.clock.now(),
    decidedAt: null,
    refusedReason: null,
    uplines: [],
  }
  if (await insertApplication(ctx, application)) return
  if (await renewApplication(ctx, application)) return
  const found = await standing()
  if (isOf(found, token)) return
  if (found?.state === 'pending') throw new AppError('ALREADY_APPLIED')
  throw new AppError(found?.state === 'active' ? 'ALREADY_DISTRIBUTOR' : 'DISTRIBUTOR_STOPPED')
}

const isOf = (application: DistributorDoc | null, token: string | undefined): boolean =>
  token !== undefined && application?.token === token
