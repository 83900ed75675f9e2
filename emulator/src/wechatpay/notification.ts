/** What a merchant is told. */
export type EventType = 'TRANSACTION.SUCCESS' | 'REFUND.SUCCESS' | 'REFUND.ABNORMAL' | 'REFUND.CLOSED'

export interface Notification {
  id: string
  event_type: EventType
  /** The out_trade_no or out_refund_no it is about. */
  subject: string
  url: string
  /** What the merchant reads after decryption, JSON. */
  resource: string
  created_at: number
  attempts: number
  /** When it is delivered next; null when acknowledged or given up. */
  next_at: number | null
  /** How many deliveries are still to get lost on the way. */
  drops: number
  last_status: number | null
  acknowledged_at: number | null
  /** A signature probe: its signature is false, and the merchant has to refuse it. See `probes.ts`. */
  probe?: true
}
