import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { Database } from '../../cloudfunctions/platform/database'
import { nameOf } from './chat'
import { phoneOf } from './phones'

/** One sale as three people see it, in fen. */
export interface Sale {
  orderId: string
  title: string
  paidFen: number
  refundedFen: number
  /** What all levels earn, after reversals. */
  commissionFen: number
  /** What of it belongs to the distributor whose phone stands on the stage; null when nothing does. */
  distributor: { name: string; fen: number } | null
  /** paid − refunded − commission. */
  netFen: number
  commissionState: 'none' | CommissionDoc['state']
}

/** Money that came to somebody's phone or left it; the same movement always has the same id. */
export interface Move {
  id: string
  /** The phone's name. */
  who: string
  /** Below 0: it left. */
  fen: number
  /** What it was. */
  what: string
}

/** A paid order, and what it earns its distributors. */
export interface SaleRecords {
  order: OrderDoc
  commission: CommissionDoc | null
}

/** The latest paid order, or null. */
export async function latestSale(db: Database): Promise<SaleRecords | null> {
  const [order] = await db.find('orders', {
    where: { paidAt: db._.gt(0) },
    orderBy: [['paidAt', 'desc']],
    limit: 1,
  })
  return order ? { order, commission: await db.get('commissions', order._id) } : null
}

export function toSale({ order, commission }: SaleRecords): Sale {
  const refundedFen = sum(refundsDone(order).map(({ amountFen }) => amountFen))
  const commissionFen = sum(sharesOf(commission).map(({ fen }) => fen))
  const own = sharesOf(commission).find(({ who }) => who === 'distributor')
  return {
    orderId: order._id,
    title: order.lines[0]?.name ?? '',
    paidFen: order.payFen,
    refundedFen,
    commissionFen,
    distributor: own ? { name: nameOf(own.who), fen: own.fen } : null,
    netFen: order.payFen - refundedFen - commissionFen,
    commissionState: commission ? commission.state : 'none',
  }
}

/** Whether nothing is left of a sale. */
export const isUndone = ({ order }: SaleRecords): boolean =>
  order.payFen > 0 && sum(refundsDone(order).map(({ amountFen }) => amountFen)) >= order.payFen

/** What each distributor of an order earns after reversals, nearest first. */
export const sharesOf = (commission: CommissionDoc | null) =>
  [...(commission?.shares ?? [])]
    .sort((a, b) => a.level - b.level)
    .map(({ distributorId, amountFen, reversedFen }) => ({
      who: phoneOf(distributorId) ?? '',
      fen: amountFen - reversedFen,
    }))

/** Everything that a sale has moved so far, in the order it happens. */
export function movesOf({ order, commission }: SaleRecords): Move[] {
  const buyer = phoneOf(order.buyerId) ?? ''
  const move = (kind: string, who: string, fen: number, what: string): Move => ({
    id: `${kind}/${order._id}/${who}`,
    who,
    fen,
    what,
  })
  const moves = [
    move('paid', buyer, -order.payFen, '已付款'),
    move('paid', 'merchant', order.payFen, '收到货款'),
    ...(commission?.shares ?? []).map(({ distributorId, amountFen }) =>
      move('accrued', phoneOf(distributorId) ?? '', amountFen, '待结算'),
    ),
  ]
  for (const [number, { amountFen }] of Object.entries(order.refunds ?? {}).filter(isDone)) {
    moves.push(move(`refunded/${number}`, buyer, amountFen, '退款到账'))
    moves.push(move(`refunded/${number}`, 'merchant', -amountFen, '已退款'))
  }
  for (const [number, { amounts }] of Object.entries(commission?.reversals ?? {}))
    for (const { distributorId, fen } of amounts)
      moves.push(move(`reversed/${number}`, phoneOf(distributorId) ?? '', -Math.abs(fen), '退款扣回'))
  if (commission?.state === 'settled' && !commission.crediting) {
    const shares = sharesOf(commission)
    moves.push(...shares.map(({ who, fen }) => move('settled', who, fen, '已到账')))
    moves.push(move('settled', 'merchant', -sum(shares.map(({ fen }) => fen)), '佣金结出'))
  }
  return moves.filter(({ fen }) => fen !== 0)
}

const isDone = ([, { state }]: [string, OrderDoc['refunds'][string]]): boolean => state === 'succeeded'
const refundsDone = (order: OrderDoc) =>
  Object.entries(order.refunds ?? {})
    .filter(isDone)
    .map(([, refund]) => refund)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
