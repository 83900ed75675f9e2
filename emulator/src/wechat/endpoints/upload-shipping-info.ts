import type { OrderKey, WechatContext } from '../context'
import { WechatError } from '../errors'
import { asObject, lengthOf, numberOf, text, textOf } from '../fields'
import { keyOf, paymentOf, saveShipping, type ShippingBody } from '../shippings'

/** 参数有误, where no code of its own is documented. */
const PARAMETER = 10060014
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/**
 * 发货信息录入, `POST /wxa/sec/order/upload_shipping_info`. A wrong JSON type is refused before anything else (47001).
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/order_shipping/api_uploadshippinginfo
 */
export function uploadShippingInfo(context: WechatContext, body: Record<string, unknown>): void {
  const logistics = numberOf(body, 'logistics_type')
  const mode = numberOf(body, 'delivery_mode')
  if (!Array.isArray(body.shipping_list)) throw new WechatError(47001, 'data format error')
  const by = readOrderKey(body)
  if (logistics === undefined || logistics < 1 || logistics > 4)
    throw new WechatError(10060005, '物流类型有误')
  if (mode !== 1 && mode !== 2) throw new WechatError(268485224, '发货模式非法')
  if (mode === 2 && logistics !== 1) throw new WechatError(10060006, '非快递发货时不允许分拆发货')
  if (mode === 2 && typeof body.is_all_delivered !== 'boolean')
    throw new WechatError(10060007, '分拆发货必须填写 is_all_delivered 字段')
  const parcels = readParcels(body.shipping_list, logistics)
  if (mode === 1 && parcels.length !== 1) throw new WechatError(268485228, '统一发货只能有一个物流单')
  const time = body.upload_time
  if (typeof time !== 'string' || !RFC_3339.test(time))
    throw new WechatError(268485216, '上传时间非法，请使用 RFC 3339 格式')
  const openid = text(asObject(body.payer) ?? {}, 'openid', PARAMETER)

  const payment = paymentOf(context, by)
  if (payment && payment.openid !== openid)
    throw new WechatError(10060031, '该笔支付单不属于 openid 所对应的用户')
  if (payment?.refunded) throw new WechatError(10060004, '支付单处于不可发货的状态，请检查支付单状态')
  saveShipping(context, keyOf(by, payment), openid, {
    order_key: by,
    logistics_type: logistics,
    delivery_mode: mode,
    ...(mode === 2 && { is_all_delivered: body.is_all_delivered === true }),
    shipping_list: parcels,
    upload_time: time,
  })
}

function readOrderKey(body: Record<string, unknown>): OrderKey {
  const key = asObject(body.order_key) ?? {}
  const type = numberOf(key, 'order_number_type')
  if (type === 2) return { transactionId: text(key, 'transaction_id', 268485195) }
  if (type === 1) {
    return { mchid: text(key, 'mchid', 268485196), outTradeNo: text(key, 'out_trade_no', 268485197) }
  }
  throw new WechatError(268485194, '订单单号类型非法')
}

function readParcels(list: readonly unknown[], logistics: number): ShippingBody['shipping_list'] {
  if (list.length > 15) throw new WechatError(10060024, '物流信息列表太长')
  return list.map((item) => {
    const parcel = asObject(item) ?? {}
    const itemDesc = text(parcel, 'item_desc', 10060008)
    if (lengthOf(itemDesc) > 120) throw new WechatError(10060009, '商品描述 item_desc 字段过长')
    if (logistics !== 1) return { item_desc: itemDesc }
    const trackingNo = textOf(parcel, 'tracking_no')
    const company = textOf(parcel, 'express_company')
    if (!trackingNo) throw new WechatError(268485226, '物流单号不能为空')
    if (!company) throw new WechatError(268485227, '物流公司编码不能为空')
    if (Buffer.byteLength(trackingNo) > 128) throw new WechatError(10060026, '物流单号太长')
    if (Buffer.byteLength(company) > 128) throw new WechatError(10060025, '物流公司编码太长')
    const contact = asObject(parcel.contact) ?? {}
    if (company === 'SF' && !contact.receiver_contact && !contact.consignor_contact)
      throw new WechatError(PARAMETER, '顺丰发货须填写收件人或寄件人联系方式')
    return { tracking_no: trackingNo, express_company: company, item_desc: itemDesc }
  })
}
