import type { WechatPayContext } from '../context'
import { orderNotExist, orderPaid, paramError, userPaying } from '../errors'
import { isEntering } from '../payer'
import { findTrade } from '../trades'

/**
 * 关闭订单, `POST …/out-trade-no/{n}/close`: 204, also when it was closed before. A paid trade stays, and so does one
 * whose payer is entering the password (202 USERPAYING: no close, ask again).
 *
 * Source: https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_4_3.shtml
 */
export function close(context: WechatPayContext, outTradeNo: string, body: Record<string, unknown>): void {
  if (body.mchid !== context.mchid) throw paramError('mchid 缺失或与签名的商户号不一致')
  const trade = findTrade(context, 'out_trade_no', outTradeNo)
  if (!trade) throw orderNotExist()
  if (trade.state === 'SUCCESS') throw orderPaid()
  if (isEntering(context, outTradeNo)) throw userPaying()
  context.store.run(
    `UPDATE trade SET state = 'CLOSED' WHERE out_trade_no = ? AND state = 'NOTPAY'`,
    outTradeNo,
  )
}
