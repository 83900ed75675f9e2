import { calendarOf, DAY_MS, dayOf, instantOf, startOfDay } from '@shared/business-day'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { nextSettlementAt } from '@shared/rules/settlement-cycle'
import type { MemberContext } from '../../platform/context'
import { listStatements } from '../settlement'
import { countCustomers, listCustomers } from './binding.repo'
import { dayNumber, earningsByDay, listCommissions, type DayEarnings } from './commission.query.repo'
import { maskName, shareOf, toRow } from './commission.view'
import { deskOf } from './desk'
import { countPromotedOrders, countVisits, salesOfCustomers } from './funnel.repo'
import { PAGE_SIZE, pageOf, positionOf } from './page'

const TREND_DAYS = 30
const RECENT = 5

/**
 * The distribution centre in six round trips: the desk (account and rules), then at once earnings by day, the
 * latest commissions, customers, visits and orders.
 */
export async function centreOf(ctx: MemberContext): Promise<AnswerOf<'distributor/centre.get'>> {
  const { distributor, account, settings } = await deskOf(ctx)
  const now = ctx.clock.now()
  const today = startOfDay(now)
  const since = today - (TREND_DAYS - 1) * DAY_MS
  const [earnings, latest, customers, visits, orders] = await Promise.all([
    earningsByDay(ctx, ctx.openid, since - TREND_DAYS * DAY_MS),
    listCommissions(ctx, ctx.openid, 'all', undefined, RECENT),
    countCustomers(ctx, ctx.openid),
    countVisits(ctx, ctx.openid, dayOf(since)),
    countPromotedOrders(ctx, ctx.openid, since),
  ])
  const { year, month } = calendarOf(now)
  const sum = (from: number, to = now + 1) => total(earnings, dayNumber(from), dayNumber(to - 1))
  const pending = earnings.filter(({ state }) => state === 'pending')
  return {
    nickname: distributor.nickname,
    storeName: `${distributor.nickname}的${settings.name}`,
    rateBps: settings.commission.rates[0] ?? 0,
    availableFen: account.availableFen,
    pendingFen: pending.reduce((all, { fen }) => all + fen, 0),
    pendingCount: pending.reduce((all, { commissions }) => all + commissions, 0),
    debtFen: Math.abs(account.debtFen),
    monthFen: sum(instantOf(year, month, 1)).fen,
    settledTotalFen: account.availableFen + account.withdrawingFen + account.paidFen,
    todayFen: sum(today).fen,
    todayOrders: sum(today).commissions,
    customers,
    nextSettlementAt: nextSettlementAt(settings.commission.cycle, now),
    trend: Array.from({ length: TREND_DAYS }, (_, i) => {
      const day = since + i * DAY_MS
      return { day: dayOf(day), amountFen: sum(day, day + DAY_MS).fen }
    }),
    previousTrendFen: sum(since - TREND_DAYS * DAY_MS, since).fen,
    funnel: { ...visits, ...orders },
    recent: latest.flatMap((commission) => {
      const share = shareOf(commission, ctx.openid)
      return share ? [toRow(commission, share)] : []
    }),
  }
}

function total(
  earnings: readonly DayEarnings[],
  from: number,
  to: number,
): { fen: number; commissions: number } {
  const days = earnings.filter(({ day }) => day >= from && day <= to)
  return {
    fen: days.reduce((sum, { fen }) => sum + fen, 0),
    commissions: days.reduce((sum, { commissions }) => sum + commissions, 0),
  }
}

/** A page of the caller's customers, names masked. Two round trips beside the desk. @throws AppError BAD_INPUT */
export async function customersOf(
  ctx: MemberContext,
  { cursor }: ParsedInputOf<'distributor/binding.customers'>,
): Promise<AnswerOf<'distributor/binding.customers'>> {
  const from = positionOf(cursor)
  const found = await listCustomers(ctx, ctx.openid, from, PAGE_SIZE + 1)
  const { items, nextCursor } = pageOf(found, ({ binding }) => binding?.boundAt ?? 0, from)
  const sales = await salesOfCustomers(
    ctx,
    ctx.openid,
    items.map(({ _id }) => _id),
  )
  return {
    items: items.map(({ _id, nickname, binding }) => ({
      name: maskName(nickname),
      avatar: '',
      boundAt: binding?.boundAt ?? 0,
      expiresAt: binding?.expiresAt ?? 0,
      orders: 0,
      spentFen: 0,
      ...sales.get(_id),
    })),
    ...(nextCursor !== undefined && { nextCursor }),
  }
}

/** A page of the caller's statements. One round trip beside the desk. @throws AppError BAD_INPUT */
export async function statementsOf(
  ctx: MemberContext,
  { cursor }: ParsedInputOf<'distributor/settlement.statements'>,
): Promise<AnswerOf<'distributor/settlement.statements'>> {
  const from = positionOf(cursor)
  const found = await listStatements(ctx, ctx.openid, from, PAGE_SIZE + 1)
  const page = pageOf(found, ({ postedAt }) => postedAt ?? 0, from)
  return {
    ...page,
    items: page.items.map((statement) => ({
      statementId: statement._id,
      period: statement.period,
      commissions: statement.commissions,
      grossFen: statement.grossFen,
      debtNettedFen: statement.debtNettedFen,
      creditedFen: statement.creditedFen,
      postedAt: statement.postedAt ?? 0,
    })),
  }
}
