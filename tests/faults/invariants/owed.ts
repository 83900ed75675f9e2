import type { Books, Report } from './books'

/**
 * Nothing that is owed was forgotten, and no order outlives the time of its next step. `now`: ms on the shop's clock.
 */
export function checkOwed({ orders, payments }: Books, now: number, report: Report): void {
  for (const { _id, state, owed, refunds, expiresAt, dueAt } of orders.values()) {
    if (owed.length > 0) report('OWED', _id, `still owes ${owed.join(', ')}`)
    if (state === 'pending_payment' && expiresAt < now) report('PAY-12', _id, 'is unpaid beyond its time')
    if (dueAt !== undefined && dueAt < now) report('OWED', _id, `is ${state} and overdue`)
    for (const { refundNo, state: stands } of Object.values(refunds)) {
      if (stands === 'owed' || stands === 'processing') report('OWED', refundNo, `is still ${stands}`)
    }
  }
  for (const { orderId, state } of payments.trades) {
    const order = orders.get(orderId)
    if (state === 'NOTPAY' && order?.state === 'closed' && order.expiresAt < now)
      report('PAY-10', orderId, 'is closed here and can still be paid at WeChat Pay')
  }
}
