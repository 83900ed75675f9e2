export { applyRefund, type AppliedRefund } from './refund.apply'
export { payRefunds } from './refund.effect'
export { canRefund, refundOrder } from './refund.service'
