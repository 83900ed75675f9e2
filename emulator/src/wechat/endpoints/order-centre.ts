import type { WechatContext } from '../context'
import { WechatError } from '../errors'

/** What WeChat puts the merchant's order number in the place of. */
const ORDER_NUMBER = '${商品订单号}'

/** `POST /wxa/sec/order/update_order_detail_path`: the page of an order that 小程序购物订单 opens. */
export function updateOrderPath(context: WechatContext, body: Record<string, unknown>): void {
  const { path } = body
  if (typeof path !== 'string' || !path.includes(ORDER_NUMBER) || path.startsWith('/'))
    throw new WechatError(40097, `path must hold ${ORDER_NUMBER}`)
  keep(context, 'order_detail_path', path)
}

/** `POST /wxa/sec/order/set_msg_jump_path`: where WeChat's message on the shipping leads; WeChat looks at nothing. */
export function setMessagePath(context: WechatContext, body: Record<string, unknown>): void {
  checkOpen(context)
  if (typeof body.path !== 'string') throw new WechatError(47001, 'data format error')
  keep(context, 'msg_jump_path', body.path)
}

/** `POST /wxa/sec/order/is_trade_managed`: whether 发货信息管理 has been opened. */
export function isTradeManaged(context: WechatContext, body: Record<string, unknown>): object {
  checkAppid(context, body)
  return { is_trade_managed: settingOf(context, 'trade_managed') !== 'no' }
}

/** `POST /wxa/sec/order/is_trade_management_confirmation_completed`: whether 交易结算管理 has been confirmed. */
export function isTradeConfirmed(context: WechatContext, body: Record<string, unknown>): object {
  checkAppid(context, body)
  return { completed: settingOf(context, 'trade_confirmed') !== 'no' }
}

/** An account that has never opened 发货信息管理 has no right to its calls. */
function checkOpen(context: WechatContext): void {
  if (settingOf(context, 'shipping_calls') === 'no') throw new WechatError(48001, 'api unauthorized')
}

/** Unlike other calls these two want to be told the appid. */
function checkAppid(context: WechatContext, body: Record<string, unknown>): void {
  checkOpen(context)
  const { appid } = context
  if (body.appid === undefined) throw new WechatError(40097, 'invalid args: appid')
  if (body.appid !== appid) throw new WechatError(40013, 'invalid appid')
}

/**
 * What somebody has set, or an agent of the tests: `trade_managed` and `trade_confirmed` are `no` when they are not.
 */
export function keep({ store }: WechatContext, name: string, value: string): void {
  store.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = ?',
    name,
    value,
    value,
  )
}

export const settingOf = ({ store }: WechatContext, name: string): string | undefined =>
  store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value
