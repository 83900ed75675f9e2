import { creditedAtOf, type SettlementCycle } from '@shared/rules/settlement-cycle'
import { receiveByOf } from '../../cloudfunctions/domain/sale/order'
import type { Database } from '../../cloudfunctions/platform/database'

export interface Forwarded {
  /** How far the clock moved, ms. */
  movedMs: number
  /** What happened, for the person at the stage. */
  sentence: string
}

/** Settlements run a moment after their instant. */
const AFTER_MS = 60_000
/** Receipt by itself, release, settlement: three jumps, and some to spare. */
const MOST_JUMPS = 6

/** Moves the clock on until a commission is settled: past receipt, freeze days and the cycle, as they come. */
export async function forwardToSettlement(
  db: Database,
  now: () => number,
  advance: (ms: number) => Promise<void>,
): Promise<Forwarded> {
  const startedAt = now()
  const answer = (sentence: string): Forwarded => ({ movedMs: now() - startedAt, sentence })
  const before = await db.count('commissions', { state: 'settled' })
  for (let jump = 0; jump < MOST_JUMPS; jump++) {
    const targetAt = await nextStep(db)
    if (typeof targetAt === 'string') return answer(targetAt)
    await advance(Math.max(targetAt + AFTER_MS - now(), AFTER_MS))
    if ((await db.count('commissions', { state: 'settled' })) > before) return answer('佣金已结算到可提现')
  }
  return answer('还没有等到结算，请再快进一次')
}

/** The next instant that brings a pending commission nearer to its settlement, or why there is none. */
async function nextStep(db: Database): Promise<number | string> {
  const [released] = await db.find('commissions', {
    where: { state: 'pending', releaseAt: db._.gt(0) },
    orderBy: [['releaseAt', 'asc']],
    limit: 1,
  })
  if (released?.releaseAt) {
    const settings = await db.get('settings', 'shop')
    const cycle = (settings?.commission as { cycle?: SettlementCycle } | undefined)?.cycle ?? 'daily'
    return creditedAtOf(cycle, released.releaseAt)
  }
  const shipped = await db.find('orders', {
    where: { state: 'shipped', dueAt: db._.gt(0) },
    orderBy: [['dueAt', 'asc']],
    limit: 100,
  })
  if (shipped.length > 0) return Math.min(...shipped.map(receiveByOf))
  const waiting = await db.count('commissions', { state: 'pending' })
  return waiting > 0 ? '先让商家发货、买家确认收货，佣金才会进入结算' : '还没有待结算的佣金，先卖出一单'
}
