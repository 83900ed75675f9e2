import { maskDetail, maskName, maskNumber } from '@shared/text/mask'
import { UNREADABLE } from '@shared/words/unreadable'
import type { Context } from '../../../platform/context'
import { openPersonal, type Place, type Sealed } from '../../../platform/personal'
import type { KeptReceiver, Receiver } from './member.model'

/** A receiver as pages show one. */
export interface OpenReceiver extends Receiver {
  /** False when no key opens it: then words stand in its place. */
  readable: boolean
}

/** What was stored before receivers were sealed: beside the place, in clear. */
type InClear = Partial<Receiver>

export function sealReceiver(
  ctx: Pick<Context, 'personal'>,
  place: Place,
  { name, mobile, detail }: Receiver,
): Sealed<Receiver> {
  return ctx.personal.seal(place, { name, mobile, detail })
}

/** The receiver that stands at a place; empty when it was taken away. What no key opens is told by the log. */
export function openReceiver(ctx: Context, place: Place, kept: KeptReceiver): OpenReceiver {
  const { receiver, name, mobile = '', detail = '' } = kept as Pick<KeptReceiver, 'receiver'> & InClear
  // In clear beside a seal it is the newer one: a function of before has written it, ours take it away.
  if (name !== undefined || receiver === undefined)
    return { name: name ?? '', mobile, detail, readable: true }
  const opened = openPersonal(ctx, place, receiver)
  return opened
    ? { ...opened, readable: true }
    : { name: UNREADABLE, mobile: '', detail: UNREADABLE, readable: false }
}

/** What somebody on the staff sees of a receiver before they ask for more; nothing is masked where there is nothing. */
export function maskReceiver({ name, mobile, detail, readable }: OpenReceiver): Receiver {
  if (!readable) return { name, mobile, detail }
  // Each for itself: one that has no name has a number and a door all the same.
  return {
    name: name && maskName(name),
    mobile: mobile && maskNumber(mobile),
    detail: detail && maskDetail(detail),
  }
}
