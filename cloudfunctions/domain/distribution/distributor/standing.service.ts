import type { ParsedInputOf } from '@shared/contract'
import { STOPPED, type Stopped } from '@shared/contract/distributor/schema'
import { AppError } from '@shared/contract/errors'
import type { MemberContext, StaffContext } from '../../../platform/context'
import { passText } from '../../people/member'
import type { DistributorDoc, StandingAct } from './distributor.model'
import { changeStanding, readApplicant, readDistributor, readNamed } from './distributor.repo'

type State = DistributorDoc['state']

/**
 * From which states an act leads where, and whether it sets the customers free. What was earned stays with each of
 * them, and an order keeps the chain it was placed with.
 */
const ACTS: Record<StandingAct['act'], { from: readonly State[]; to: State; frees: boolean }> = {
  suspend: { from: ['active'], to: 'suspended', frees: false },
  remove: { from: ['active', 'suspended'], to: 'removed', frees: true },
  reinstate: { from: ['suspended', 'removed'], to: 'active', frees: false },
  leave: { from: ['active', 'suspended'], to: 'left', frees: true },
}

/** How somebody stopped; nothing of whoever is a distributor, or never was one. */
export function stoppedAs({ state }: Pick<DistributorDoc, 'state'>): Stopped | undefined {
  return STOPPED.find((how) => how === state)
}

/**
 * Suspends, removes or reinstates a distributor. Of several acts at once that do not follow one another one counts;
 * the same one again is no other. Two round trips, one more when it did not count.
 * @throws AppError NOT_FOUND, TEXT_REFUSED, STANDING_STATE when the state allows no such act (any more)
 */
export async function setStanding(
  ctx: StaffContext,
  input: ParsedInputOf<'merchant/distributor.setStanding'>,
): Promise<void> {
  const found = (await readApplicant(ctx, input.distributorId))?.distributor
  if (!found) throw new AppError('NOT_FOUND')
  const { act } = input
  const reason = act === 'reinstate' ? undefined : input.reason
  if (reason !== undefined) await passText(ctx, { openid: ctx.openid, text: reason, where: 'comment' })
  const lastAct = {
    act,
    at: ctx.clock.now(),
    staffId: ctx.openid,
    ...(reason !== undefined && { reason }),
  }
  const { from, to, frees } = ACTS[act]
  if (await changeStanding(ctx, found, from, { state: to, lastAct, frees })) return
  const now = await readDistributor(ctx, found._id)
  const isSame = now?.state === to && now.lastAct?.act === act && now.lastAct.reason === reason
  if (!isSame) throw new AppError('STANDING_STATE')
}

/**
 * Leaves by the own wish, also while suspended. Whoever has left already has left. Two round trips.
 * @throws AppError NOT_DISTRIBUTOR
 */
export async function leave(ctx: MemberContext): Promise<void> {
  const { from, to, frees } = ACTS.leave
  const lastAct = { act: 'leave', at: ctx.clock.now() } as const
  const seen = await readNamed(ctx, ctx.openid)
  if (seen && (await changeStanding(ctx, seen, from, { state: to, lastAct, frees }))) return
  if ((await readDistributor(ctx, ctx.openid))?.state !== 'left') throw new AppError('NOT_DISTRIBUTOR')
}
