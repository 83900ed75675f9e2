import { commissionOn } from '@shared/rules/commission'
import type { CommissionDoc } from '../../distribution/commission'
import { isWhollyRefunded, refundsOf } from '../../sale/order'
import type { BookedOrder } from './audit.model'

type Report = (rule: string, subject: string, detail: string) => void

/** What must hold within one commission. */
export function checkCommission(commission: CommissionDoc, report: Report): void {
  const { _id, shares, reversals, state, cycle, owed, crediting } = commission
  for (const { level, distributorId, amountFen, reversedFen, lines } of shares) {
    const subject = `${_id} level ${level}`
    const taken = Object.values(reversals)
      .flatMap(({ amounts }) => amounts)
      .filter((amount) => amount.level === level && amount.distributorId === distributorId)
    const sum = taken.reduce((total, { fen }) => total + fen, 0)
    if (sum !== reversedFen)
      report('COMM-4', subject, `reversed ${reversedFen} fen, its reversals sum to ${sum}`)
    if (reversedFen > amountFen || taken.some(({ fen }) => fen < 0)) {
      report('COMM-4', subject, `${reversedFen} of ${amountFen} fen are reversed`)
    }
    if (lines.reduce((total, { fen }) => total + fen, 0) !== amountFen) {
      report('COMM-3', subject, 'the lines do not add up')
    }
  }
  const left = shares.reduce((total, { amountFen, reversedFen }) => total + amountFen - reversedFen, 0)
  if (state === 'reversed' && left !== 0) report('COMM-4', _id, `is reversed, but ${left} fen are left`)
  if (state === 'pending' && cycle !== null) report('SETTLE-2', _id, 'was taken and is pending')
  if (state === 'settled' && cycle === null) report('SETTLE-2', _id, 'is settled and was never taken')
  if (owed.length > 0) report('OWED', _id, `reversals ${owed.join(', ')} are not booked yet`)
  if (crediting) report('OWED', _id, 'was taken by a settlement and is not credited yet')
}

/** A paid order has exactly the commission that follows from it, and a reversal for each refund. */
export function checkOrder(order: BookedOrder, commission: CommissionDoc | undefined, report: Report): void {
  if (order.owed.some((effect) => effect.startsWith('commission.'))) {
    report('OWED', order._id, `owes ${order.owed.join(', ')}`)
  }
  if (!commission) {
    if (order.chain.length > 0) report('COMM-3', order._id, 'is paid and has no commission')
    return
  }
  const expected = commissionOn(order.lines, order.policy.base, order.chain.length)
  const stands = commission.shares.map(({ level, distributorId, amountFen }) => [
    level,
    distributorId,
    amountFen,
  ])
  const follows = order.chain.map(({ level, distributorId }, i) => [
    level,
    distributorId,
    expected[i]?.amountFen ?? 0,
  ])
  if (JSON.stringify(stands) !== JSON.stringify(follows)) {
    report(
      'COMM-3',
      order._id,
      `has ${JSON.stringify(stands)}, but ${JSON.stringify(follows)} follows from it`,
    )
  }
  checkRefunds(order, commission, report)
}

function checkRefunds(order: BookedOrder, commission: CommissionDoc, report: Report): void {
  const refunds = refundsOf(order)
  for (const { refundNo } of refunds) {
    if (!commission.reversals[refundNo]) report('COMM-4', order._id, `the refund ${refundNo} has no reversal`)
  }
  for (const [refundNo, reversal] of Object.entries(commission.reversals)) {
    const refund = refunds.find((one) => one.refundNo === refundNo)
    const same = refund && refund.freightFen === reversal.freightFen && partsOf(refund) === partsOf(reversal)
    if (!same) report('COMM-4', order._id, `the reversal ${refundNo} does not match a refund`)
  }
  const left = commission.shares.reduce((sum, { amountFen, reversedFen }) => sum + amountFen - reversedFen, 0)
  if (isWhollyRefunded(order) && left !== 0) {
    report('COMM-2', order._id, `is refunded, but ${left} fen of commission are left`)
  }
}

const partsOf = ({
  lines,
}: {
  lines: readonly { lineId: string; quantity: number; fen: number }[]
}): string => JSON.stringify(lines.map(({ lineId, quantity, fen }) => [lineId, quantity, fen]))
