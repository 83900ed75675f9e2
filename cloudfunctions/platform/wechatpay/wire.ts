import * as z from 'zod'

/** Instant of WeChat's RFC 3339 text, ms since 1970. */
const instant = z
  .string()
  .refine((text) => Number.isFinite(Date.parse(text)))
  .transform((text) => Date.parse(text))

const fen = z.number().int().nonnegative()

/** RFC 3339 in China's time, whole seconds (rounded down), as `time_expire` wants it. */

export type TradeState =
  'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR' | 'ACCEPT'

/** A trade as WeChat Pay knows it. */
export interface Transaction {
  orderId: string
  appid: string
  mchid: string
  /** REFUND (转入退款) means paid, and later refunded in part or whole. */
  tradeState: TradeState
  /** Present exactly when money was received (SUCCESS or REFUND). */
  paid: Payment | null
}

export interface Payment {
  transactionId: string
  /** What the order cost, fen: compare this with the order. */
  totalFen: number
  /** What the payer paid after WeChat's own coupons, fen. */
  payerTotalFen: number
  currency: string
  openid: string
  /** ms since 1970. */
  paidAt: number
}

const transactionWire = z.object({
  out_trade_no: z.string().min(1),
  appid: z.string(),
  mchid: z.string(),
  trade_state: z.enum([
    'SUCCESS',
    'REFUND',
    'NOTPAY',
    'CLOSED',
    'REVOKED',
    'USERPAYING',
    'PAYERROR',
    'ACCEPT',
  ]),
  transaction_id: z.string().optional(),
  success_time: z.string().optional(),
  payer: z.object({ openid: z.string().optional() }).optional(),
  amount: z
    .object({ total: fen.optional(), payer_total: fen.optional(), currency: z.string().optional() })
    .optional(),
})

const paymentWire = z.object({
  transaction_id: z.string().min(1),
  success_time: instant,
  payer: z.object({ openid: z.string().min(1) }),
  amount: z.object({ total: fen, payer_total: fen.optional(), currency: z.string().default('CNY') }),
})

/** Reads a trade; nothing when it is not one, or claims money without saying how much and from whom. */
export function readTransaction(value: unknown): Transaction | undefined {
  const trade = transactionWire.safeParse(value)
  if (!trade.success) return undefined
  const { out_trade_no, appid, mchid, trade_state } = trade.data
  const common = { orderId: out_trade_no, appid, mchid, tradeState: trade_state }
  if (trade_state !== 'SUCCESS' && trade_state !== 'REFUND') return { ...common, paid: null }
  const payment = paymentWire.safeParse(value)
  if (!payment.success) return undefined
  const { amount, payer, success_time, transaction_id } = payment.data
  return {
    ...common,
    paid: {
      transactionId: transaction_id,
      totalFen: amount.total,
      payerTotalFen: amount.payer_total ?? amount.total,
      currency: amount.currency,
      openid: payer.openid,
      paidAt: success_time,
    },
  }
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

/** A refund as WeChat Pay knows it. ABNORMAL is not final: a person sends the money on another way. */
export interface Refund {
  refundNo: string
  /** WeChat's number. */
  refundId: string
  orderId: string
  transactionId: string
  status: RefundStatus
  refundFen: number
  /** What the order had cost, fen. */
  totalFen: number
  /** When it succeeded, ms since 1970. */
  succeededAt: number | null
  /** When WeChat Pay accepted it, ms since 1970; notifications do not say. */
  createdAt: number | null
}

const refundWire = z.object({
  out_refund_no: z.string().min(1),
  refund_id: z.string().min(1),
  out_trade_no: z.string().min(1),
  transaction_id: z.string().min(1),
  status: z.enum(['PROCESSING', 'SUCCESS', 'ABNORMAL', 'CLOSED']),
  amount: z.object({ refund: fen, total: fen }),
  success_time: instant.optional(),
  create_time: instant.optional(),
})

/** Reads a refund of an answer (`status`) or of a notification (`refund_status`). */
export function readRefund(value: unknown): Refund | undefined {
  const renamed =
    typeof value === 'object' && value !== null && 'refund_status' in value
      ? { ...value, status: value.refund_status }
      : value
  const read = refundWire.safeParse(renamed)
  if (!read.success) return undefined
  const { amount, ...wire } = read.data
  return {
    refundNo: wire.out_refund_no,
    refundId: wire.refund_id,
    orderId: wire.out_trade_no,
    transactionId: wire.transaction_id,
    status: wire.status,
    refundFen: amount.refund,
    totalFen: amount.total,
    succeededAt: wire.success_time ?? null,
    createdAt: wire.create_time ?? null,
  }
}
