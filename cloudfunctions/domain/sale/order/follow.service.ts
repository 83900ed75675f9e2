import type { Context } from '../../../platform/context'
import { entryOf, owe, payOwed } from '../../../platform/owed'
import type { OrderDoc } from './order.model'
import { ORDERS } from './order.repo'
import type { OrderEvent } from './order.seams'

/** What an order owes after a transition: what the domains have attached to it, in their order. */
export function followsOf(ctx: Pick<Context, 'seams'>, event: OrderEvent): string[] {
  return Object.entries(ctx.seams.orderEffects)
    .filter(([, { after, when }]) => after.includes(event.transition) && (when?.(event) ?? true))
    .map(([name, { keyed }]) => entryOf(name, keyed ? event.key : undefined))
}

/** The part of an update that makes a transition by which everything that follows from it comes to be owed. */
export function follow(ctx: Context, event: OrderEvent) {
  return owe(ctx, followsOf(ctx, event))
}

/** Carries out at once what says so; the rest, and what fails, is left to the timer. Never throws. */
export function payAtOnce(ctx: Context, order: OrderDoc): Promise<string[]> {
  const { orderEffects } = ctx.seams
  const atOnce = Object.entries(orderEffects).filter(([, effect]) => effect.atOnce)
  return payOwed(ctx, ORDERS, order, Object.fromEntries(atOnce))
}

/** Carries out everything that an order owes, as far as it can be done now. Never throws. */
export function payAll(ctx: Context, order: OrderDoc): Promise<string[]> {
  return payOwed({ ...ctx }, ORDERS, order, ctx.seams.orderEffects)
}
