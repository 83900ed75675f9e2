import type { OrderDoc, RefundDoc } from '../../../cloudfunctions/domain/sale/order'
import type { PaymentBooks } from '../../../emulator/src/wechatpay'
import type { Books, Report } from './books'

/** Money in at WeChat Pay = paid orders + refunds owed or done, payment by payment; and the other way round. */
export function checkPayments({ orders, payments }: Books, report: Report): void {
  const paidIn = new Map(payments.trades.filter(isPaid).map((trade) => [trade.orderId, trade]))
  for (const [orderId, trade] of paidIn) {
    const order = orders.get(orderId)
    if (!order) report('PAY-8', orderId, 'was paid at WeChat Pay and does not exist')
    else checkPaid(order, trade, report)
  }
  for (const order of orders.values()) {
    if (order.paidAt !== undefined && !paidIn.has(order._id))
      report('PAY-1', order._id, 'is paid, but WeChat Pay has no payment')
  }
}

const isPaid = ({ paidAt }: PaymentBooks['trades'][number]) => paidAt !== null

function checkPaid(order: OrderDoc, trade: PaymentBooks['trades'][number], report: Report): void {
  if (order.transactionId !== trade.transactionId)
    return report(
      'PAY-1',
      order._id,
      `${order.state}, and its payment ${trade.transactionId} is not known to it`,
    )
  if (order.state === 'pending_payment') return report('PAY-1', order._id, 'has its payment and is unpaid')
  if (trade.totalFen !== order.payFen)
    report('PAY-8', order._id, `cost ${order.payFen}, ${trade.totalFen} were paid`)
  if (order.state !== 'closed') return
  const back = Object.values(order.refunds).find(({ kind }) => kind === 'late')
  if (back?.amountFen !== trade.totalFen)
    report('PAY-5', order._id, 'was paid after it closed, and it does not go back')
}

/** Every refund that we claim stands at WeChat Pay once with its amount, and none there that we do not claim. */
export function checkRefunds({ orders, payments }: Books, report: Report): void {
  const there = new Map(payments.refunds.map((refund) => [refund.refundNo, refund]))
  for (const order of orders.values()) {
    let back = 0
    for (const ours of Object.values(order.refunds)) {
      const theirs = there.get(ours.refundNo)
      there.delete(ours.refundNo)
      checkRefund(order, ours, theirs, report)
      if (theirs?.status === 'SUCCESS') back += theirs.amountFen
    }
    if (back > order.payFen) report('REFUND-3', order._id, `cost ${order.payFen} fen, ${back} went back`)
  }
  for (const refundNo of there.keys())
    report('REFUND-5', refundNo, 'goes back at WeChat Pay and is unknown here')
}

function checkRefund(
  order: OrderDoc,
  ours: RefundDoc,
  theirs: PaymentBooks['refunds'][number] | undefined,
  report: Report,
): void {
  const { refundNo, state, amountFen } = ours
  if (theirs && theirs.amountFen !== amountFen)
    report('REFUND-5', refundNo, `is of ${amountFen} fen here and ${theirs.amountFen} there`)
  if ((state === 'succeeded') !== (theirs?.status === 'SUCCESS'))
    report('REFUND-7', refundNo, `is ${state} here and ${theirs?.status ?? 'unknown'} there`)
  if (theirs && theirs.orderId !== order._id)
    report('REFUND-5', refundNo, `belongs to ${order._id} here and ${theirs.orderId} there`)
}
