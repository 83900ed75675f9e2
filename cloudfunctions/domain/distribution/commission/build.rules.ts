import { baseOf, commissionOn } from '@shared/rules/commission'
import { owing } from '../../../platform/owed'
import type { OrderDoc } from '../../sale/order/order.model'
import type { CommissionDoc } from './commission.model'

/**
 * The commission of an order as it is accrued. It follows from the order alone, so that it can be reckoned again
 * at any time, by anybody, with the same result.
 */
export function commissionOf(order: OrderDoc, now: number): CommissionDoc {
  const { base } = order.policy
  const links = commissionOn(order.lines, base, order.chain.length)
  const [first] = order.lines
  const name = first?.name ?? ''
  // A space where Latin letters or figures would run into the Chinese: 1L 等 2 样.
  const gap = /[\x20-\x7e]$/.test(name) ? ' ' : ''
  const more = order.lines.length > 1 ? `${gap}等 ${order.lines.length} 样` : ''
  return {
    _id: order._id,
    buyerId: order.buyerId,
    buyerName: order.buyerName,
    title: `${name}${more}`,
    picture: first?.picture ?? '',
    goodsPayFen: order.lines.reduce((sum, line) => sum + line.payFen, 0),
    policyVersion: order.policyVersion,
    baseKind: base,
    freezeDays: order.policy.freezeDays,
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      name: line.name,
      specText: line.specText,
      picture: line.picture,
      quantity: line.quantity,
      goodsFen: line.goodsFen,
      discountFen: line.discountFen,
      payFen: line.payFen,
      costFen: base === 'profit' ? line.costFen * line.quantity : 0,
      baseFen: baseOf(line, base),
    })),
    shares: order.chain.map((link, i) => ({
      level: link.level,
      distributorId: link.distributorId,
      rateBps: link.rateBps,
      lines: (links[i]?.lines ?? []).map(({ lineId, fen }, position) => ({
        lineId,
        rateBps: order.lines[position]?.ratesBps[i] ?? 0,
        fen,
      })),
      amountFen: links[i]?.amountFen ?? 0,
      reversedFen: 0,
    })),
    distributorIds: order.chain.map(({ distributorId }) => distributorId),
    state: 'pending',
    // The time of the payment and not of the booking: twice makes the same document.
    accruedAt: order.paidAt ?? now,
    releaseAt: null,
    cycle: null,
    settledAt: null,
    reversals: {},
    ...owing(),
  }
}
