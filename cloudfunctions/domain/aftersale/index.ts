export { applyRefund, type AppliedRefund } from './refund.apply'
export { payRefunds } from './refund.effect'
export { outRefundNoOf, readOutRefundNo } from './refund.number'
export { canRefund, refundOrder, refundProblem } from './refund.service'
