import type { RequestPaymentParams, WechatPay } from '../../emulator/src/wechatpay'
import type { Database } from '../../cloudfunctions/platform/database'
import { openidOf } from './phones'

/** What WeChat's payment sheet shows. */
export interface Sheet {
  ok: boolean
  /** Why it cannot be paid. */
  message: string
  /** Who is paid. */
  merchant: string
  title: string
  amountFen: number
}

export interface Paid {
  /** Ends `get_brand_wcpay_request:…`. */
  result: 'ok' | 'fail'
  message: string
}

const SENTENCES = {
  payable: '',
  paid: '该订单已支付',
  closed: '该订单已关闭',
  expired: '该订单已过期',
} as const

/** The payer's side of WeChat Pay, for the sheet in a phone. */
export function createCashier(wechatpay: WechatPay, db: Database) {
  const shopName = async () => (await db.get('settings', 'shop').catch(() => null))?.name ?? '本地商户'

  return {
    async sheet(prepayId: string): Promise<Sheet> {
      const merchant = await shopName()
      const sheet = wechatpay.sheet(prepayId)
      if (!sheet) return { ok: false, message: '支付会话不存在或已过期', merchant, title: '', amountFen: 0 }
      return {
        ok: sheet.state === 'payable',
        message: SENTENCES[sheet.state],
        merchant,
        title: sheet.description,
        amountFen: sheet.amountFen,
      }
    },
    /** `lose`: paid, but the first notifications get lost on their way. */
    async pay(who: string, params: RequestPaymentParams, notify: 'normal' | 'lose'): Promise<Paid> {
      const paid = wechatpay.pay(params, { openid: openidOf(who), notify })
      await wechatpay.flushed()
      return paid.ok ? { result: 'ok', message: '' } : { result: 'fail', message: paid.message }
    },
    cancel(prepayId: string): { result: 'cancel' } {
      wechatpay.cancel(prepayId)
      return { result: 'cancel' }
    },
  }
}
