import type { RefundDoc } from '../order/order.model'

/**
 * WeChat Pay is asked for a refund under its number, again and again, so that it is one refund. Only when WeChat Pay
 * has closed it (CLOSED: the shop's balance did not suffice for seven days; final, and nothing went back) a new
 * attempt needs a new out_refund_no: `…-2`, `…-3`. The refund itself keeps its number, and what follows from it
 * happened with the first attempt.
 *
 * Source: https://pay.weixin.qq.com/doc/v3/merchant/4013071031 (CLOSED: 充值后生成新的商户退款单号) and
 * https://pay.weixin.qq.com/doc/v3/merchant/4012556457 (every other failure: 请使用原商户退款单号)
 */
export const outRefundNoOf = ({ refundNo, attempt = 1 }: Pick<RefundDoc, 'refundNo' | 'attempt'>): string =>
  attempt === 1 ? refundNo : `${refundNo}-${attempt}`

/** How many out_refund_no a refund has used. */
export const attemptOf = ({ attempt = 1 }: Pick<RefundDoc, 'attempt'>): number => attempt

/** The refund and the attempt that an out_refund_no names. Refund numbers themselves hold no `-`. */
export function readOutRefundNo(outRefundNo: string): { refundNo: string; attempt: number } {
  const match = /^([^-]+)-([2-9]|[1-9]\d{1,3})$/.exec(outRefundNo)
  return match?.[1]
    ? { refundNo: match[1], attempt: Number(match[2]) }
    : { refundNo: outRefundNo, attempt: 1 }
}
