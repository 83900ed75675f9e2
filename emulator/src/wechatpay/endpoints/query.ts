import type { WechatPayContext } from '../context'
import { orderNotExist, paramError } from '../errors'
import { findTrade, tradeResource } from '../trades'

/** `GET /v3/pay/transactions/out-trade-no/{n}?mchid=` and `…/id/{n}?mchid=`. */
export function query(
  context: WechatPayContext,
  by: 'out_trade_no' | 'transaction_id',
  value: string,
  mchid: string | null,
): Record<string, unknown> {
  if (mchid !== context.mchid) throw paramError('mchid 缺失或与签名的商户号不一致')
  const trade = findTrade(context, by, value)
  if (!trade) throw orderNotExist()
  return tradeResource(context, trade)
}
