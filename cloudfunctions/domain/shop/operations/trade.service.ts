import type { ParkedDocument } from '@shared/contract/operations/schema'
import type { Context } from '../../../platform/context'
import { keepTrade, readTrade, TRADE, WECHAT_ACCOUNT } from './trade.repo'
import type { TradeDoc } from './trade.model'

type Wanting = Exclude<TradeDoc['standing'], 'open'>

/** What the merchant has to do at WeChat, where only a person can, and what happens until then. */
const WANTING: Readonly<Record<Wanting, ParkedDocument['effects'][number]>> = {
  unopened: {
    what: '把发货告诉微信',
    cause:
      '小程序没有开通发货信息管理：微信不知道你发了货，货款可能一直冻结。请到微信公众平台 → 功能 → 发货信息管理开通，再点重试',
    detail: 'is_trade_managed: false',
    tries: 0,
  },
  unconfirmed: {
    what: '让货款结算',
    cause:
      '还没有人确认交易结算管理：买家可能付不了款，货款也不结算。请到微信公众平台 → 功能 → 交易结算管理确认，再点重试',
    detail: 'is_trade_management_confirmation_completed: false',
    tries: 0,
  },
}

/**
 * Asks WeChat whether the mini-program may sell goods, and keeps the answer; without one stands what is known. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping
 */
export async function askTrade(ctx: Context): Promise<TradeDoc['standing'] | 'unknown'> {
  const outcome = await ctx.wechat.tradeStanding()
  if (outcome.kind !== 'ok') {
    ctx.log.warn('trade.not_asked', { why: outcome.kind === 'unknown' ? outcome.cause : outcome.code })
    return 'unknown'
  }
  await keepTrade(ctx, outcome.value)
  return outcome.value
}

/** What WeChat wants before it lets the shop sell, in the list of what somebody has to look at: one trip. */
export async function wantedByWechat(ctx: Context): Promise<ParkedDocument[]> {
  const known = await readTrade(ctx)
  if (!known || known.standing === 'open') return []
  const { standing, since } = known
  return [
    {
      kind: WECHAT_ACCOUNT,
      title: '微信小程序',
      documentId: TRADE,
      since,
      effects: [WANTING[standing]],
    },
  ]
}
