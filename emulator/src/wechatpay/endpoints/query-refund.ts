import type { WechatPayContext } from '../context'
import { WechatPayError } from '../errors'
import { findRefund, refundResource } from '../refunds'

/** 查询单笔退款, `GET /v3/refund/domestic/refunds/{out_refund_no}`. */
export function queryRefund(context: WechatPayContext, outRefundNo: string): Record<string, unknown> {
  const known = findRefund(context, outRefundNo)
  if (!known) throw new WechatPayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  return refundResource(context, known)
}
