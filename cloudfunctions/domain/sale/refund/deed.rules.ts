import { changeOf, type Deed } from '../../../platform/trail'
import { orderSubject, type OrderDoc, type RefundDoc } from '../order'

/** What refunds leave in the trail. Its key is the number, by which a difference of a bill is closed, too. */
export const refunding = ({ _id, refundableFen }: OrderDoc, refund: RefundDoc): Deed => ({
  kind: 'money',
  what: refund.kind === 'outside' ? '补记退款' : '退款',
  subject: orderSubject(_id),
  changes: [
    ...changeOf('退款', undefined, refund.amountFen, { unit: 'fen' }),
    ...changeOf('还能退', refundableFen, refundableFen - refund.amountFen, { unit: 'fen' }),
  ],
  reason: refund.reason,
  key: refund.refundNo,
})

/** Asking WeChat Pay once more. `press`: the tap, or the request. */
export const resuming = (orderId: string, refund: RefundDoc, press: string): Deed => ({
  kind: 'money',
  what: '再退一次',
  subject: orderSubject(orderId),
  changes: changeOf('退款', '没有退成', '再退一次'),
  key: `${refund.refundNo} ${press}`,
})
