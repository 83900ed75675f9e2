import type { WechatPayContext } from '../context'
import { orderNotExist, orderPaid, paramError } from '../errors'
import { findTrade } from '../trades'

/** 关闭订单, `POST …/out-trade-no/{n}/close`: 204, also when it was closed before; a paid trade stays. */
export function close(context: WechatPayContext, outTradeNo: string, body: Record<string, unknown>): void {
  if (body.mchid !== context.mchid) throw paramError('mchid 缺失或与签名的商户号不一致')
  const trade = findTrade(context, 'out_trade_no', outTradeNo)
  if (!trade) throw orderNotExist()
  if (trade.state === 'SUCCESS') throw orderPaid()
  context.store.run(
    `UPDATE trade SET state = 'CLOSED' WHERE out_trade_no = ? AND state = 'NOTPAY'`,
    outTradeNo,
  )
}
