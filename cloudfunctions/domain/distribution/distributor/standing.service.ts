import type { ParsedInputOf } from '@shared/contract'
import { STOPPED, type Stopped } from '@shared/contract/distributor/schema'
import { AppError } from '@shared/contract/errors'
import type { MemberContext, StaffContext } from '../../../platform/context'
import { passText } from '../../people/member'
import type { DistributorDoc, StandingAct } from './distributor.model'
import { again } from '../../../platform/again'
import { changeStanding, readApplicant, readNamed } from './distributor.repo'

type State = DistributorDoc['state']

/** An act that meets another one is looked at again. */
const TRIES = 5

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
 * the same one again is no other. Two round trips.
 * @throws AppError NOT_FOUND, TEXT_REFUSED, STANDING_STATE when the state allows no such act (any more); BUSY
 */
export async function setStanding(
  ctx: StaffContext,
  input: ParsedInputOf<'merchant/distributor.setStanding'>,
): Promise<void> {
  const { act } = input
  const reason = act === 'reinstate' ? undefined : input.reason
  if (reason !== undefined) await passText(ctx, { openid: ctx.openid, text: reason, where: 'comment' })
  const { from, to, frees } = ACTS[act]
  await again(TRIES, async () => {
    const seen = (await readApplicant(ctx, input.distributorId))?.distributor
    if (!seen) throw new AppError('NOT_FOUND')
    if (!from.includes(seen.state)) {
      const { lastAct } = seen
      if (seen.state === to && lastAct?.act === act && lastAct.reason === reason) return true
      throw new AppError('STANDING_STATE')
    }
    const at = ctx.clock.now()
    const lastAct = { act, at, staffId: ctx.openid, ...(reason !== undefined && { reason }) }
    return (await changeStanding(ctx, seen, { state: to, lastAct, frees })) || undefined
  })
}

/**
 * Leaves by the own wish, also while suspended. Whoever has left already has left. Two round trips.
 * @throws AppError NOT_DISTRIBUTOR
 */
export async function leave(ctx: MemberContext): Promise<void> {
  const { from, to, frees } = ACTS.leave
  await again(TRIES, async () => {
    const seen = await readNamed(ctx, ctx.openid)
    if (seen?.state === to) return true
    if (!seen || !from.includes(seen.state)) throw new AppError('NOT_DISTRIBUTOR')
    const lastAct = { act: 'leave', at: ctx.clock.now() } as const
    return (await changeStanding(ctx, seen, { state: to, lastAct, frees })) || undefined
  })
}
