import type { WechatPayContext } from './context'
import { nextSettlementAt } from './refunds'
import { tradeState, type Trade } from './trades'

/**
 * All that WeChat Pay knows of this merchant's money: what somebody who audits the merchant's books compares with it.
 */
export interface PaymentBooks {
  readonly trades: readonly {
    readonly orderId: string
    /** `SUCCESS`, `REFUND`, `NOTPAY`, `CLOSED`: as a query shows it. */
    readonly state: string
    readonly totalFen: number
    readonly transactionId: string | null
    /** ms; null while it is not paid. */
    readonly paidAt: number | null
  }[]
  readonly refunds: readonly {
    readonly refundNo: string
    readonly orderId: string
    readonly amountFen: number
    readonly status: string
  }[]
  /**
   * When the next delivery of a notification or the end of a refund is due on the emulator's clock, ms; null when
   * nothing is.
   */
  readonly nextAt: number | null
}

export function paymentBooks(context: WechatPayContext): PaymentBooks {
  // The probes that WeChat Pay sends by itself owe nobody anything: only what stands in the list counts.
  const news = context.store.one<{ at: number | null }>('SELECT MIN(next_at) AS at FROM notification')?.at
  const due = [news ?? undefined, nextSettlementAt(context)].filter((at) => at !== undefined)
  return {
    trades: context.store.all<Trade>('SELECT * FROM trade').map((trade) => ({
      orderId: trade.out_trade_no,
      state: tradeState(context, trade),
      totalFen: trade.total,
      transactionId: trade.transaction_id,
      paidAt: trade.paid_at,
    })),
    refunds: context.store.all(
      `SELECT out_refund_no AS refundNo, out_trade_no AS orderId, refund AS amountFen, status FROM refund`,
    ),
    nextAt: due.length > 0 ? Math.min(...due) : null,
  }
}
