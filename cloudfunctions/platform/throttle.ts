import { AppError } from '@shared/contract/errors'
import { waitWords } from '@shared/words/wait'
import type { Context } from './context'

/**
 * How often something may be done that costs others than us: calls of WeChat and WeChat Pay. What it is about has a
 * document, which remembers when it was done last, the latest first; the update that the call makes anyway decides.
 */
export interface Pace {
  readonly times: number
  /** In each span of this length, ms. */
  readonly inMs: number
}

/** The part of an update's condition that says it was not done too often. `field`: the list of instants. */
export function inPace<F extends string>(
  ctx: Context,
  field: F,
  { times, inMs }: Pace,
): Record<`${F}.${number}`, unknown> {
  const { _ } = ctx.db
  const path: `${F}.${number}` = `${field}.${times - 1}`
  return { [path]: _.not(_.gt(ctx.clock.now() - inMs)) } as Record<`${F}.${number}`, unknown>
}

/** The part of the change that notes it. */
export function noted(ctx: Context, { times }: Pace): unknown {
  return ctx.db._.push({ each: [ctx.clock.now()], position: 0, slice: times })
}

/** The refusal of what was done too often, with the time until it may be done again; nothing when it was not. */
export function tooOften(
  ctx: Context,
  done: readonly number[] | undefined,
  { times, inMs }: Pace,
): AppError | undefined {
  const last = done?.[times - 1]
  const now = ctx.clock.now()
  if (last === undefined || last <= now - inMs) return undefined
  const retryAfter = Math.ceil((last + inMs - now) / 1_000)
  return new AppError('TOO_OFTEN', {
    sentence: `操作太频繁了，请 ${waitWords(retryAfter)}后再试`,
    details: { retryAfter },
  })
}
