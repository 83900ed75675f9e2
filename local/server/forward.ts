import { formatYuan } from '@shared/money'
import { creditedAtOf, type SettlementCycle } from '@shared/rules/settlement-cycle'
import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import { receiveByOf, type OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { Database } from '../../cloudfunctions/platform/database'
import { creditedWords } from './round/round'
import { sharesOf, type SaleRecords } from './sale'

export interface Forwarded {
  /** How far the clock moved, ms. */
  movedMs: number
  /** What happened, for the person at the stage. */
  sentence: string
}

interface Shop {
  db: Database
  now(): number
  /** Moves the clock and waits until what it made due has run. */
  advance(ms: number): Promise<void>
}

/** Settlements run a moment after their instant. */
const AFTER_MS = 60_000
/** Receipt by itself, release, settlement: three jumps, and some to spare. */
const MOST_JUMPS = 6
const SHIP_FIRST = '先让商家发货、买家确认收货，佣金才会进入结算'

/**
 * Moves the clock on until a commission is credited, past receipt, freeze days and the cycle as they come: that of the
 * sale which was just made, else whichever is next.
 */
export async function forwardToSettlement(shop: Shop, sale: SaleRecords | null): Promise<Forwarded> {
  const { now } = shop
  const startedAt = now()
  const waits = sale?.commission?.state === 'pending' || sale?.commission?.crediting
  const sentence = waits ? await forwardOne(shop, sale!.order._id) : await forwardAny(shop)
  return { movedMs: now() - startedAt, sentence }
}

async function forwardOne(shop: Shop, orderId: string): Promise<string> {
  const { db, now } = shop
  for (let jump = 0; jump <= MOST_JUMPS; jump++) {
    const [order, commission] = await Promise.all([db.get('orders', orderId), db.get('commissions', orderId)])
    if (!order || commission?.state === 'reversed') return '你刚才那笔退款了，佣金已扣回'
    if (commission?.state === 'settled' && !commission.crediting)
      return creditedWords({ order, commission }) ?? '佣金已到账'
    const targetAt = commission?.releaseAt
      ? await creditedAt(db, commission.releaseAt)
      : receiptAt(order, now())
    if (targetAt === undefined) return SHIP_FIRST
    await jumpTo(shop, targetAt)
  }
  return NOT_YET
}

async function forwardAny(shop: Shop): Promise<string> {
  const { db, now } = shop
  const from = now()
  for (let jump = 0; jump < MOST_JUMPS; jump++) {
    const targetAt = await nextStep(db)
    if (typeof targetAt === 'string') return targetAt
    await jumpTo(shop, targetAt)
    const settled = await db.find('commissions', {
      where: { state: 'settled', settledAt: db._.gt(from) },
      limit: 1000,
    })
    if (settled.length > 0)
      return `先前的 ${settled.length} 笔佣金共 ¥${formatYuan(totalFen(settled))} 已到账`
  }
  return NOT_YET
}

const NOT_YET = '还没有等到结算，请再快进一次'

const jumpTo = ({ now, advance }: Shop, at: number): Promise<void> =>
  advance(Math.max(at + AFTER_MS - now(), AFTER_MS))

/** When an order counts as received, at the latest; nothing while it is not on its way. */
function receiptAt(order: OrderDoc, now: number): number | undefined {
  if (order.receivedAt !== undefined) return now
  return order.state === 'shipped' ? receiveByOf(order) : undefined
}

async function creditedAt(db: Database, releaseAt: number): Promise<number> {
  const settings = await db.get('settings', 'shop')
  const cycle = (settings?.commission as { cycle?: SettlementCycle } | undefined)?.cycle ?? 'daily'
  return creditedAtOf(cycle, releaseAt)
}

/** The next instant that brings any pending commission nearer to its settlement, or why there is none. */
async function nextStep(db: Database): Promise<number | string> {
  const [released] = await db.find('commissions', {
    where: { state: 'pending', releaseAt: db._.gt(0) },
    orderBy: [['releaseAt', 'asc']],
    limit: 1,
  })
  if (released?.releaseAt) return creditedAt(db, released.releaseAt)
  const shipped = await db.find('orders', {
    where: { state: 'shipped', dueAt: db._.gt(0) },
    orderBy: [['dueAt', 'asc']],
    limit: 100,
  })
  if (shipped.length > 0) return Math.min(...shipped.map(receiveByOf))
  const waiting = await db.count('commissions', { state: 'pending' })
  return waiting > 0 ? SHIP_FIRST : '还没有待结算的佣金，先卖出一单'
}

const totalFen = (commissions: readonly CommissionDoc[]): number =>
  commissions.flatMap(sharesOf).reduce((total, { fen }) => total + fen, 0)
