import { DAY_MS, dayOf, instantOfDay } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import type { FundFlowBill, Outcome, TradeBill } from '../../../platform/ports'
import { eachOf, pauseAfter } from '../../../platform/work'
import {
  compareFlow,
  comparePayments,
  compareRefunds,
  countOfDay,
  differenceId,
  findOpen,
  keepDifference,
  MOST_A_DAY,
  repair,
  repeatedRows,
  resolve,
  unbilledPayments,
  unbilledRefunds,
  type Finding,
  type ComparedOrder,
} from '../difference'
import { claimDay, finishDay, putOffDay } from './days.repo'
import type { ReconciliationDoc } from './reconciliation.model'
import { findOrders, IDS_AT_ONCE, paidBetween, refundedBetween } from './trades.repo'

export type Reconciled =
  | { kind: 'done'; day: ReconciliationDoc }
  /** WeChat Pay has not made the bill; looked at again by itself. */
  | { kind: 'waiting' }
  /** The bill could not be had or read, and nothing was changed; looked at again by itself when that may help. */
  | { kind: 'failed'; problem: string }
  /** Somebody else is at it, or there is no such day. */
  | { kind: 'taken' }

const AT_ONCE = 4
/** „如仍返回该报错可间隔半小时再重试“: https://pay.weixin.qq.com/doc/v3/merchant/4013071254 */
const BILL_PAUSE_MS = 30 * 60_000
/** So often a day is looked at again because WeChat Pay did not say what became of a payment. */
const UNSURE_TRIES = 6

const REPAIRED = '已按微信支付的结果自动补记'
const GONE = '再次对账时已经一致'

const NOTHING: TradeBill = {
  payments: [],
  refunds: [],
  sums: { payments: 0, paymentFen: 0, refunds: 0, refundFen: 0, feeFen: 0, netFen: 0 },
  others: 0,
}
const NO_FLOW: FundFlowBill = { incomeFen: 0, expenseFen: 0, tradeNetFen: 0 }

/** WeChat Pay did not answer a question without which the day cannot be compared. */
class Unsure extends Error {
  override readonly name = 'Unsure'
}

/**
 * Compares a day with WeChat Pay's bills, both ways, keeps what differs, and puts right what can be. May be stopped
 * at any line and started again, also twice at once: a day is taken for ten minutes, differences have ids that
 * follow from them, and those that are none any more close by themselves.
 *
 * Trips for a day without differences: the claim, one for 500 trades of the bill, one for 1,000 orders paid and one
 * for 1,000 refunded, three to close; two calls for each bill.
 */
export async function reconcileDay(ctx: Context, day: string): Promise<Reconciled> {
  const taken = await claimDay(ctx, day)
  if (!taken) return { kind: 'taken' }
  const [trades, flow] = [await ctx.pay.tradeBill(day), await ctx.pay.fundFlowBill(day)]
  if (trades.kind !== 'ok') return putOff(ctx, taken, trades)
  if (flow.kind !== 'ok') return putOff(ctx, taken, flow)
  try {
    return await compareDay(ctx, taken, trades.value ?? NOTHING, flow.value ?? NO_FLOW)
  } catch (error) {
    if (!(error instanceof Unsure)) throw error
    return putOff(ctx, taken, { kind: 'unknown', cause: error.message })
  }
}

async function putOff(
  ctx: Context,
  taken: ReconciliationDoc,
  outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>,
): Promise<Reconciled> {
  const now = ctx.clock.now()
  if (outcome.kind === 'rejected' && outcome.code === 'STATEMENT_CREATING') {
    await putOffDay(ctx, taken, { state: 'waiting', problem: outcome.code, nextAt: now + BILL_PAUSE_MS })
    return { kind: 'waiting' }
  }
  const problem = outcome.kind === 'rejected' ? outcome.code : outcome.cause
  const hopeless = outcome.kind === 'rejected' && outcome.final
  const nextAt = hopeless ? null : now + pauseAfter(taken.tries)
  await putOffDay(ctx, taken, { state: 'failed', problem, nextAt })
  ctx.log.error('reconciliation.failed', { day: taken._id, problem, tries: taken.tries })
  return { kind: 'failed', problem }
}

async function compareDay(
  ctx: Context,
  taken: ReconciliationDoc,
  trades: TradeBill,
  flow: FundFlowBill,
): Promise<Reconciled> {
  const day = taken._id
  const findings = await findingsOf(ctx, day, trades, flow)
  const kept = findings.slice(0, MOST_A_DAY)
  await eachOf(kept, AT_ONCE, (finding) => keepDifference(ctx, day, finding))
  const { repaired, unsure } = await repairAll(ctx, day, kept)
  await closeGone(ctx, day, kept, repaired)
  const done = await finishDay(ctx, taken, {
    sums: trades.sums,
    flow,
    others: trades.others,
    found: await countOfDay(ctx, day),
    unlisted: findings.length - kept.length,
    nextAt: unsure && taken.tries < UNSURE_TRIES ? ctx.clock.now() + BILL_PAUSE_MS : null,
  })
  ctx.log[findings.length > repaired.size ? 'warn' : 'info']('reconciliation.done', {
    day,
    ...trades.sums,
    findings: findings.length,
    repaired: repaired.size,
  })
  return done ? { kind: 'done', day: done } : { kind: 'taken' }
}

/** Everything in which the day differs. @throws Unsure */
async function findingsOf(
  ctx: Context,
  day: string,
  trades: TradeBill,
  flow: FundFlowBill,
): Promise<Finding[]> {
  const from = instantOfDay(day)
  const to = from + DAY_MS
  const payments = new Set(trades.payments.map(({ transactionId }) => transactionId))
  const refunds = new Set(trades.refunds.map(({ refundNo }) => refundNo))
  const findings = compareFlow(day, trades.sums, flow)
  const known = new Set<string>()
  for (const rows of chunks(trades.payments)) {
    const orders = await ordersOf(ctx, rows, known)
    findings.push(...comparePayments(rows, orders))
  }
  for (const rows of chunks(trades.refunds)) {
    const orders = await ordersOf(ctx, rows, known)
    findings.push(...compareRefunds(rows, orders))
  }
  findings.push(...repeatedRows(trades, known))
  for await (const orders of paidBetween(ctx, from, to)) findings.push(...unbilledPayments(orders, payments))
  for await (const orders of refundedBetween(ctx, from, to)) {
    for (const finding of unbilledRefunds(orders, refunds)) {
      if (await isOfDay(ctx, finding, day)) findings.push(finding)
    }
  }
  return unique(day, findings)
}

/** Rows that repeat one another are one finding; the first one says it. */
function unique(day: string, findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>()
  for (const finding of findings) {
    const id = differenceId(day, finding)
    if (!byId.has(id)) byId.set(id, finding)
  }
  return [...byId.values()]
}

/** The orders that rows of the bill name; those that the mall has are added to `known`. */
async function ordersOf(
  ctx: Context,
  rows: readonly { orderId: string }[],
  known: Set<string>,
): Promise<Map<string, ComparedOrder>> {
  const orders = await findOrders(ctx, [...new Set(rows.map(({ orderId }) => orderId))])
  for (const { _id } of orders) known.add(_id)
  return new Map(orders.map((order) => [order._id, order]))
}

/** Whether WeChat Pay accepted a refund on this day, or never: we may have heard of it after midnight only. */
async function isOfDay(ctx: Context, { number }: Finding, day: string): Promise<boolean> {
  const outcome = await ctx.pay.queryRefund(number)
  if (outcome.kind === 'ok')
    return outcome.value.createdAt === undefined || dayOf(outcome.value.createdAt) === day
  if (outcome.kind === 'rejected' && outcome.final) return true
  throw new Unsure(outcome.kind === 'rejected' ? outcome.code : outcome.cause)
}

async function repairAll(
  ctx: Context,
  day: string,
  findings: readonly Finding[],
): Promise<{ repaired: Set<string>; unsure: boolean }> {
  const repaired = new Set<string>()
  let unsure = false
  await eachOf(findings, AT_ONCE, async (finding) => {
    const outcome = await repair(ctx, finding)
    if (outcome === 'repaired') repaired.add(differenceId(day, finding))
    if (outcome === 'unsure') unsure = true
  })
  return { repaired, unsure }
}

/** Closes what was put right, now or by an earlier run that died, and what is equal by now. */
async function closeGone(
  ctx: Context,
  day: string,
  findings: readonly Finding[],
  repaired: ReadonlySet<string>,
): Promise<void> {
  const found = new Set(findings.map((finding) => differenceId(day, finding)))
  const open = (await findOpen(ctx, day)).map(({ _id }) => _id)
  await resolve(
    ctx,
    open.filter((id) => repaired.has(id)),
    REPAIRED,
  )
  await resolve(
    ctx,
    open.filter((id) => !found.has(id)),
    GONE,
  )
}

function* chunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += IDS_AT_ONCE) yield rows.slice(from, from + IDS_AT_ONCE)
}
