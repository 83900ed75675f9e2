import type { WechatPayContext } from '../context'
import { WechatPayError, invalidRequest, paramError } from '../errors'
import { refundId } from '../format'
import { keepRefundsApart, withinRefundLimits } from '../limits'
import {
  findRefund,
  insertRefund,
  refundRefusal,
  refundResource,
  refundsOf,
  takeNextRefund,
  type Refund,
  type RefundRefusal,
} from '../refunds'
import { findTrade, type Trade } from '../trades'
import { fen, notifyUrl, object, optionalText, text } from '../validate'

const MAX_PARTIAL_REFUNDS = 50
const REFUSALS: Record<RefundRefusal, string> = {
  NOT_ENOUGH: '基本账户余额不足，请充值后重新发起',
  USER_ACCOUNT_ABNORMAL: '退款请求失败：用户账户注销或异常，请自行与用户协商退款',
}
const REFUND_WINDOW_MS = 365 * 24 * 3600_000

/**
 * 退款申请, `POST /v3/refund/domestic/refunds`: idempotent by out_refund_no, 200 means accepted only. Within 365 days
 * of the payment, at most 50 refunds of one order.
 *
 * Source: https://pay.weixin.qq.com/doc/v3/merchant/4012556457
 */
export const refund = (context: WechatPayContext, body: Record<string, unknown>): Record<string, unknown> =>
  withinRefundLimits(context, () => accept(context, body))

function accept(context: WechatPayContext, body: Record<string, unknown>): Record<string, unknown> {
  const now = context.clock.now()
  const number = text(body, 'out_refund_no', 1, 64)
  if (!/^[0-9A-Za-z_\-|*@]+$/.test(number)) throw paramError('商户退款单号只能是数字、大小写字母_-|*@')
  const reason = optionalText(body, 'reason', 80)
  const url = optionalText(body, 'notify_url', 256)
  if (url !== undefined) notifyUrl(url)
  const amount = object(body, 'amount')
  const total = fen(amount, 'total')
  const wanted = fen(amount, 'refund')
  if (amount.currency !== 'CNY') throw paramError('currency 必填，仅支持 CNY')
  const trade = tradeOf(context, body)

  const known = findRefund(context, number)
  if (known) {
    if (known.out_trade_no !== trade.out_trade_no || known.refund !== wanted || trade.total !== total)
      throw invalidRequest('订单金额或退款金额与之前请求不一致，请核实后再试')
    return refundResource(context, known, trade)
  }
  if (trade.total !== total) throw invalidRequest('订单总金额与原支付订单不一致')
  if (trade.paid_at === null || now - trade.paid_at > REFUND_WINDOW_MS)
    throw invalidRequest('交易时间超过一年的订单不支持退款')
  const live = refundsOf(context, trade.out_trade_no).filter((one) => one.status !== 'CLOSED')
  if (live.length >= MAX_PARTIAL_REFUNDS) throw invalidRequest('一笔订单最多支持50次部分退款')
  if (live.reduce((sum, one) => sum + one.refund, 0) + wanted > trade.total)
    throw invalidRequest('累计退款金额大于支付金额')
  keepRefundsApart(context, trade.out_trade_no)
  const refusal = refundRefusal(context)
  if (refusal) throw new WechatPayError(403, refusal, REFUSALS[refusal])
  const next = takeNextRefund(context)

  const made: Refund = {
    out_refund_no: number,
    refund_id: refundId(now),
    out_trade_no: trade.out_trade_no,
    refund: wanted,
    reason: reason ?? null,
    notify_url: url ?? null,
    status: 'PROCESSING',
    outcome: next.outcome,
    created_at: now,
    settles_at: now + (next.delayMs ?? context.refundDelayMs),
    finished_at: null,
  }
  insertRefund(context, made)
  context.wake()
  return refundResource(context, made, trade)
}

function tradeOf(context: WechatPayContext, body: Record<string, unknown>): Trade {
  const outTradeNo = optionalText(body, 'out_trade_no', 32)
  const transactionId = optionalText(body, 'transaction_id', 32)
  if (outTradeNo === undefined && transactionId === undefined)
    throw paramError('transaction_id 与 out_trade_no 须二选一')
  const trade =
    transactionId === undefined
      ? findTrade(context, 'out_trade_no', outTradeNo ?? '')
      : findTrade(context, 'transaction_id', transactionId)
  if (!trade || (outTradeNo !== undefined && trade.out_trade_no !== outTradeNo))
    throw new WechatPayError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  if (trade.state !== 'SUCCESS') throw invalidRequest('订单未支付，不能退款')
  return trade
}
