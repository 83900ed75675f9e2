export { applyRefund, type AppliedRefund } from './apply.service'
export { outRefundNoOf, readOutRefundNo } from './number.rules'
export { canRefund, refundOrder, refundProblem } from './refund.service'
