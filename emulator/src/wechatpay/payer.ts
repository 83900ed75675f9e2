import { createVerify } from 'node:crypto'
import type { WechatPayContext } from './context'
import { PREPAY_ID_MS } from './endpoints/prepay'
import { transactionId } from './format'
import { enqueue } from './notifications'
import { findTrade, tradeResource, type Trade } from './trades'

/** What the mini-program hands to `wx.requestPayment`. */
export interface RequestPaymentParams {
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: string
  paySign: string
}

export interface PayOptions {
  openid: string
  /**
   * `lose`: the first four deliveries of the notification (0 s, 15 s, 30 s, 1 min) get lost, the fifth (4 min)
   * arrives. `never`: all get lost, as when the merchant's address is wrong. Default `normal`.
   */
  notify?: 'normal' | 'lose' | 'never'
  /**
   * The payer had the password sheet open when the trade was closed, and finishes all the same: merchants report
   * that the payment then succeeds although the close was confirmed with 204.
   * https://developers.weixin.qq.com/community/personal/oCJUswwemv3ES_-16uTTxLN3-FZg/answer
   */
  despiteClose?: boolean
}

export type PayResult =
  { ok: true; transactionId: string; outTradeNo: string } | { ok: false; code: string; message: string }

/** What the payer's sheet shows. */
export interface PaymentSheet {
  outTradeNo: string
  description: string
  amountFen: number
  openid: string
  expiresAt: number
  state: 'payable' | 'paid' | 'closed' | 'expired'
}

const DROPS = { normal: 0, lose: 4, never: 1000 }
const refused = (code: string, message: string): PayResult => ({ ok: false, code, message })

export function sheet(context: WechatPayContext, prepayId: string): PaymentSheet | undefined {
  const trade = findTrade(context, 'prepay_id', prepayId)
  if (!trade) return undefined
  return {
    outTradeNo: trade.out_trade_no,
    description: trade.description,
    amountFen: trade.total,
    openid: trade.openid,
    expiresAt: trade.expires_at,
    state: sheetState(context, trade),
  }
}

function sheetState(context: WechatPayContext, trade: Trade): PaymentSheet['state'] {
  if (trade.state === 'SUCCESS') return 'paid'
  if (trade.state === 'CLOSED') return 'closed'
  const now = context.clock.now()
  return now >= trade.expires_at || now - trade.prepaid_at >= PREPAY_ID_MS ? 'expired' : 'payable'
}

/** How long a payer may take over the password, ms on the emulator's clock. */
const PASSWORD_MS = 5 * 60_000

/** Trades whose payers are entering their password, until when. The sheet lives on the phone, so nothing is kept. */
const entering = new WeakMap<WechatPayContext, Map<string, number>>()

/** The payer has opened the password sheet; paying or cancelling ends that. False when the trade is not payable. */
export function enterPassword(context: WechatPayContext, prepayId: string): boolean {
  const trade = findTrade(context, 'prepay_id', prepayId)
  if (!trade || sheetState(context, trade) !== 'payable') return false
  const trades = entering.get(context) ?? new Map<string, number>()
  entering.set(context, trades.set(trade.out_trade_no, context.clock.now() + PASSWORD_MS))
  return true
}

/** Whether the payer is entering the password just now: such a trade is not closed (USERPAYING). */
export const isEntering = (context: WechatPayContext, outTradeNo: string): boolean =>
  (entering.get(context)?.get(outTradeNo) ?? 0) > context.clock.now()

const leavePassword = (context: WechatPayContext, outTradeNo: string): void =>
  void entering.get(context)?.delete(outTradeNo)

/** The payer dismisses the sheet: nothing changes, and the trade can still be paid. */
export function cancel(context: WechatPayContext, prepayId: string): PayResult {
  const trade = findTrade(context, 'prepay_id', prepayId)
  if (!trade) return refused('PREPAY_ID_INVALID', '支付会话不存在或已过期')
  leavePassword(context, trade.out_trade_no)
  return refused('USER_CANCEL', '用户取消支付')
}

/**
 * The payer confirms. With the full parameters of requestPayment their signature is checked as WeChat checks
 * it; with a bare prepay_id it is taken as checked.
 */
export function pay(
  context: WechatPayContext,
  what: string | RequestPaymentParams,
  options: PayOptions,
): PayResult {
  if (typeof what !== 'string' && !signedByMerchant(context, what))
    return refused('SIGN_ERROR', '支付验证签名失败')
  const prepayId = typeof what === 'string' ? what : what.package.replace(/^prepay_id=/, '')
  const trade = findTrade(context, 'prepay_id', prepayId)
  if (!trade) return refused('PREPAY_ID_INVALID', '支付会话不存在或已过期')
  if (trade.openid !== options.openid) return refused('OPENID_MISMATCH', '下单账号与支付账号不一致')
  const state = sheetState(context, trade)
  if (state === 'paid') return refused('ORDERPAID', '该订单已支付')
  if (state === 'closed' && !options.despiteClose) return refused('ORDER_CLOSED', '该订单已关闭')
  if (state === 'expired') return refused('ORDER_EXPIRED', '该订单已过期')

  const now = context.clock.now()
  const id = transactionId(now)
  context.store.transaction(() => {
    context.store.run(
      `UPDATE trade SET state = 'SUCCESS', transaction_id = ?, paid_at = ? WHERE out_trade_no = ? AND state <> 'SUCCESS'`,
      id,
      now,
      trade.out_trade_no,
    )
    const paid: Trade = { ...trade, state: 'SUCCESS', transaction_id: id, paid_at: now }
    enqueue(context, {
      eventType: 'TRANSACTION.SUCCESS',
      subject: trade.out_trade_no,
      url: trade.notify_url,
      resource: tradeResource(context, paid, 'SUCCESS'),
      drops: DROPS[options.notify ?? 'normal'],
    })
  })
  leavePassword(context, trade.out_trade_no)
  context.wake()
  return { ok: true, transactionId: id, outTradeNo: trade.out_trade_no }
}

/** 调起支付签名: `appId\ntimeStamp\nnonceStr\npackage\n`, RSA with the merchant's key. */
function signedByMerchant({ appid, keys }: WechatPayContext, params: RequestPaymentParams): boolean {
  if (params.signType !== 'RSA' || !params.package.startsWith('prepay_id=')) return false
  return createVerify('RSA-SHA256')
    .update(`${appid}\n${params.timeStamp}\n${params.nonceStr}\n${params.package}\n`)
    .verify(keys.merchant.publicKey, params.paySign, 'base64')
}
