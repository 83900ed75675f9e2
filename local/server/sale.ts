import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import type { Database } from '../../cloudfunctions/platform/database'

/** One sale as three people see it, in fen. */
export interface Sale {
  orderId: string
  title: string
  paidFen: number
  refundedFen: number
  /** What all levels earn, after reversals. */
  commissionFen: number
  /** paid − refunded − commission. */
  netFen: number
  commissionState: 'none' | CommissionDoc['state']
}

/** The latest paid order, or null. */
export async function latestSale(db: Database): Promise<Sale | null> {
  const [order] = await db.find('orders', {
    where: { paidAt: db._.gt(0) },
    orderBy: [['paidAt', 'desc']],
    limit: 1,
  })
  if (!order) return null
  const commission = await db.get('commissions', order._id)
  const refundedFen = sum(
    Object.values(order.refunds ?? {})
      .filter(({ state }) => state === 'succeeded')
      .map(({ amountFen }) => amountFen),
  )
  const earned = sum((commission?.shares ?? []).map(({ amountFen }) => amountFen))
  const reversed = sum(
    Object.values(commission?.reversals ?? {}).flatMap(({ amounts }) =>
      amounts.map(({ fen }) => Math.abs(fen)),
    ),
  )
  const commissionFen = earned - reversed
  return {
    orderId: order._id,
    title: order.lines[0]?.name ?? '',
    paidFen: order.payFen,
    refundedFen,
    commissionFen,
    netFen: order.payFen - refundedFen - commissionFen,
    commissionState: commission ? commission.state : 'none',
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
