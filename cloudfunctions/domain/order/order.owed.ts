import type { Context } from '../../platform/context'
import { causeOf } from '../../platform/log'
import type { OrderDoc, OrderEffect } from './order.model'
import { findOwing, oweAgain, shortenOwed } from './order.repo'

/**
 * Carries out one effect of an order: idempotent, under ids that follow from the order. `later`: nothing is
 * wrong, but it is not final yet and has to be looked at again. @throws when it has to be tried again
 */
export type Effect = (ctx: Context, order: OrderDoc) => Promise<'done' | 'later'>
export type EffectTable = Readonly<Partial<Record<OrderEffect, Effect>>>

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
const BATCH = 50
const AT_ONCE = 8
/** A run of the timer stops taking orders after this, so that runs do not pile up. */
const RUN_LIMIT_MS = 15_000

/** The pause before the next try, after `tries` of them: 1, 2, 4 … at most 60 minutes. */
export function pauseAfter(tries: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.max(0, tries - 1), LONGEST_PAUSE_MS)
}

/** Effects on the same thing (`stock.…`, `commission.…`) build on each other and keep their order. */
const thingOf = (effect: OrderEffect): string => effect.split('.')[0] ?? effect

/**
 * Whoever is told something is told at most once, so this comes off the list before it happens: a process that dies
 * in between leaves somebody untold rather than told twice. Everything else comes off when it has happened.
 */
const isTelling = (effect: OrderEffect): boolean => thingOf(effect) === 'message'

/**
 * Carries out what an order owes, as far as `table` knows it, and takes it off the list. One that fails holds up
 * only the later ones on the same thing. Never throws: what is left stays owed. Answers what is left.
 *
 * `backOff`: moves the next try away when something is left (the timer); within a call it stays due.
 */
export async function payOwed(
  ctx: Context,
  order: OrderDoc,
  table: EffectTable,
  { backOff = false } = {},
): Promise<OrderEffect[]> {
  const left: OrderEffect[] = []
  const toTell: OrderEffect[] = []
  for (const effect of new Set(order.owed)) {
    if (isTelling(effect) && table[effect]) toTell.push(effect)
    else if (isHeldUp(effect, left) || !(await carryOut(ctx, order, effect, table[effect]))) left.push(effect)
  }
  if (!backOff && left.length === order.owed.length) return left
  const tries = order.owedTries + 1
  const retry = { at: ctx.clock.now() + pauseAfter(tries), tries }
  try {
    const isOurs = await shortenOwed(ctx, order, left, backOff ? retry : undefined)
    if (!isOurs) return [...left, ...toTell]
    for (const effect of toTell) {
      if (await carryOut(ctx, order, effect, table[effect])) continue
      left.push(effect)
      await oweAgain(ctx, order._id, effect, retry)
    }
  } catch (error) {
    ctx.log.error('owed.not_shortened', { orderId: order._id, cause: causeOf(error) })
  }
  return left
}

const isHeldUp = (effect: OrderEffect, left: readonly OrderEffect[]): boolean =>
  left.some((earlier) => thingOf(earlier) === thingOf(effect))

async function carryOut(
  ctx: Context,
  order: OrderDoc,
  effect: OrderEffect,
  run: Effect | undefined,
): Promise<boolean> {
  if (!run) return false
  try {
    return (await run(ctx, order)) === 'done'
  } catch (error) {
    ctx.log.error('effect.failed', {
      orderId: order._id,
      effect,
      tries: order.owedTries + 1,
      cause: causeOf(error),
    })
    return false
  }
}

/**
 * The timer's job: carries out what orders owe, `limit` orders at most. Answers how many orders were taken and
 * how many of them still owe something.
 */
export async function payOwedOrders(
  ctx: Context,
  table: EffectTable,
  limit: number,
): Promise<{ taken: number; left: number }> {
  const seen = new Set<string>()
  const stopAt = ctx.clock.now() + RUN_LIMIT_MS
  let stillOwing = 0
  while (seen.size < limit && ctx.clock.now() <= stopAt) {
    const found = await findOwing(ctx, Math.min(BATCH, limit - seen.size))
    const fresh = found.filter(({ _id }) => !seen.has(_id))
    if (fresh.length === 0) break
    for (const { _id } of fresh) seen.add(_id)
    await eachOf(fresh, AT_ONCE, async (order) => {
      if ((await payOwed(ctx, order, table, { backOff: true })).length > 0) stillOwing += 1
    })
  }
  return { taken: seen.size, left: stillOwing }
}

/** Runs `work` over all items, `atOnce` at a time. `work` must not throw. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const runner = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner))
}
