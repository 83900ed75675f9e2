import type { Context } from './context'
import type { Outcome } from './ports'

/**
 * What comes of a call that only tells another system something: a refusal for good is logged, since trying again
 * would not help. @throws when it is to be tried again
 */
export function heard(ctx: Context, event: string, id: string, outcome: Outcome<null>): void {
  if (outcome.kind === 'ok') return
  if (outcome.kind === 'unknown') throw new Error(outcome.cause)
  if (!outcome.final) throw new Error(outcome.code)
  ctx.log.warn(event, { id, code: outcome.code })
}
