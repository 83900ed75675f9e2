import { calendarOf, DAY_MS, dayNumberOf, dayOf, instantOf, startOfDay } from '@shared/business-day'
import type { AnswerOf } from '@shared/contract'
import { nextSettlementAt } from '@shared/rules/settlement-cycle'
import { earnedFen, withdrawableFen } from '@shared/rules/wallet'
import type { DistributorContext } from '../../../platform/context'
import { countCustomers } from '../binding'
import { earningsByDay, latestCommissions, shareOf, toRow, type DayEarnings } from '../commission'
import { countRecommendedOrders, countVisits } from './funnel.repo'

const TREND_DAYS = 30
const RECENT = 5

/**
 * The distribution centre in six round trips: the door's (who asks, account and rules), then at once earnings by day,
 * the latest commissions, customers, visits and orders.
 */
export async function centreOf(ctx: DistributorContext): Promise<AnswerOf<'distributor/centre.get'>> {
  const { distributor, account, settings } = ctx.caller
  const now = ctx.clock.now()
  const today = startOfDay(now)
  const since = today - (TREND_DAYS - 1) * DAY_MS
  const [earnings, latest, customers, visits, orders] = await Promise.all([
    earningsByDay(ctx, ctx.openid, since - TREND_DAYS * DAY_MS),
    latestCommissions(ctx, ctx.openid, RECENT),
    countCustomers(ctx, distributor),
    countVisits(ctx, ctx.openid, dayOf(since)),
    countRecommendedOrders(ctx, ctx.openid, since),
  ])
  const { year, month } = calendarOf(now)
  const sum = (from: number, to = now + 1) => total(earnings, dayNumberOf(from), dayNumberOf(to - 1))
  const pending = earnings.filter(({ state }) => state === 'pending')
  return {
    nickname: distributor.nickname,
    storeName: `${distributor.nickname}的${settings.name}`,
    rateBps: settings.commission.rates[0] ?? 0,
    availableFen: withdrawableFen(account),
    pendingFen: pending.reduce((all, { fen }) => all + fen, 0),
    pendingCount: pending.reduce((all, { commissions }) => all + commissions, 0),
    debtFen: Math.abs(account.debtFen),
    monthFen: sum(instantOf(year, month, 1)).fen,
    settledTotalFen: earnedFen(account),
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
