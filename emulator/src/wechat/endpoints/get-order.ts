import type { OrderKey, WechatContext } from '../context'
import { WechatError } from '../errors'
import { findShipping, keyOf, orderState, paymentOf } from '../shippings'

/** 查询订单发货状态, `POST /wxa/sec/order/get_order`. */
export function getOrder(
  context: WechatContext,
  body: Record<string, unknown>,
): { order: Record<string, unknown> } {
  const by = readKey(body)
  const payment = paymentOf(context, by)
  const key = keyOf(by, payment)
  const shipping = findShipping(context, key)
  const seconds = (at: number) => Math.floor(at / 1000)
  return {
    order: {
      transaction_id: payment?.transactionId ?? ('transactionId' in by ? by.transactionId : ''),
      merchant_id: payment?.mchid ?? ('mchid' in by ? by.mchid : ''),
      merchant_trade_no: payment?.outTradeNo ?? ('outTradeNo' in by ? by.outTradeNo : ''),
      ...(payment && {
        description: payment.description,
        paid_amount: payment.amountFen,
        openid: payment.openid,
        pay_time: seconds(payment.paidAt),
      }),
      order_state: orderState(context, key, payment),
      in_complaint: false,
      ...(shipping && {
        shipping: {
          delivery_mode: shipping.deliveryMode,
          logistics_type: shipping.logisticsType,
          finish_shipping: shipping.finished,
          finish_shipping_count: shipping.finishedCount,
          shipping_list: shipping.parcels.map((parcel) => ({
            tracking_no: parcel.trackingNo,
            express_company: parcel.expressCompany,
            goods_desc: parcel.itemDesc,
            upload_time: seconds(shipping.shippedAt),
          })),
        },
      }),
    },
  }
}

function readKey(body: Record<string, unknown>): OrderKey {
  const { transaction_id: transactionId, merchant_id: mchid, merchant_trade_no: outTradeNo } = body
  if (typeof transactionId === 'string' && transactionId) return { transactionId }
  if (typeof mchid === 'string' && typeof outTradeNo === 'string') return { mchid, outTradeNo }
  // Also for `mchid` and `out_trade_no`, as the upload calls them.
  throw new WechatError(47001, 'data format error')
}
