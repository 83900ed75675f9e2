import type { WechatPayContext } from './context'
import { rfc3339 } from './format'

/** What is stored; a paid trade that has a refund shows as REFUND. */
export type StoredState = 'NOTPAY' | 'SUCCESS' | 'CLOSED'

export interface Trade {
  out_trade_no: string
  prepay_id: string
  /** When the prepay_id was made, ms: it is good for two hours. */
  prepaid_at: number
  params: string
  description: string
  attach: string | null
  openid: string
  /** Fen. */
  total: number
  notify_url: string
  expires_at: number
  state: StoredState
  created_at: number
  transaction_id: string | null
  paid_at: number | null
}

const COLUMNS =
  'out_trade_no, prepay_id, prepaid_at, params, description, attach, openid, total, notify_url, expires_at, state, created_at, transaction_id, paid_at'

export function insertTrade({ store }: WechatPayContext, trade: Trade): void {
  store.run(
    `INSERT INTO trade (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    trade.out_trade_no,
    trade.prepay_id,
    trade.prepaid_at,
    trade.params,
    trade.description,
    trade.attach,
    trade.openid,
    trade.total,
    trade.notify_url,
    trade.expires_at,
    trade.state,
    trade.created_at,
    trade.transaction_id,
    trade.paid_at,
  )
}

/** Finds a trade by one of its three numbers. */
export function findTrade(
  { store }: WechatPayContext,
  by: 'out_trade_no' | 'prepay_id' | 'transaction_id',
  value: string,
): Trade | undefined {
  return store.one<Trade>(`SELECT ${COLUMNS} FROM trade WHERE ${by} = ?`, value)
}

const DESCRIPTIONS = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  CLOSED: '订单已关闭',
  REFUND: '订单发生过退款',
}

/** 转入退款: a paid trade with any refund that was not closed. */
export function tradeState(context: WechatPayContext, trade: Trade): StoredState | 'REFUND' {
  if (trade.state !== 'SUCCESS') return trade.state
  const refunded = context.store.one(
    `SELECT 1 FROM refund WHERE out_trade_no = ? AND status <> 'CLOSED'`,
    trade.out_trade_no,
  )
  return refunded ? 'REFUND' : 'SUCCESS'
}

/** A trade as the query answers it and a notification carries it. */
export function tradeResource(
  context: WechatPayContext,
  trade: Trade,
  state: StoredState | 'REFUND' = tradeState(context, trade),
): Record<string, unknown> {
  const paid = trade.paid_at !== null && {
    transaction_id: trade.transaction_id,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: rfc3339(trade.paid_at),
  }
  return {
    appid: context.appid,
    mchid: context.mchid,
    out_trade_no: trade.out_trade_no,
    ...paid,
    trade_state: state,
    trade_state_desc: DESCRIPTIONS[state],
    attach: trade.attach ?? '',
    payer: { openid: trade.openid },
    amount: paid
      ? { total: trade.total, payer_total: trade.total, currency: 'CNY', payer_currency: 'CNY' }
      : { total: trade.total, currency: 'CNY' },
  }
}
