export { applyRefund, type AppliedRefund } from './apply.service'
export { outRefundNoOf, readOutRefundNo } from './number.rules'
export { canRefund, planRefund, refundProblem } from './plan.rules'
export { refund, refundNoOf, refundOrder, type RefundWish } from './refund.service'
