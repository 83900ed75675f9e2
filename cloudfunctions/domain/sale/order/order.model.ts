import type { OrderState, RefundState } from '@shared/contract/order/schema'
import type { CommissionPolicy } from '@shared/contract/policy/schema'
import type { Owing } from '../../../platform/owed'

/**
 * An order remembers everything: prices, cost, discounts, the chain of distributors and the policy it was placed
 * under. Later changes of products, policy or bindings never move its money.
 *
 * Collection `orders`, `_id` = order number = WeChat Pay's out_trade_no.
 */
export interface OrderDoc extends Owing {
  /** The buyer's openid. */
  buyerId: string
  buyerName: string
  state: OrderState
  lines: OrderLineDoc[]
  goodsFen: number
  discountFen: number
  freightFen: number
  /** goods − discount + freight: what the buyer pays. */
  payFen: number
  address: {
    name: string
    mobile: string
    province: string
    city: string
    district: string
    detail: string
  }
  remark: string
  /** Who earns on this order, nearest first; empty when nobody recommended the buyer. */
  chain: ChainLink[]
  /** The distributors of `chain`, for queries. */
  chainIds: string[]
  /** The share through which the buyer was bound. */
  shareCode: string | null
  policyVersion: number
  policy: CommissionPolicy

  placedAt: number
  /** When an unpaid order closes. */
  expiresAt: number
  /**
   * When the next step happens by itself: `pending_payment` asks WeChat Pay about the payment or closes (at
   * `expiresAt`), `shipped` is received, `received` completes. Absent in states that wait for a person.
   */
  dueAt?: number
  paidAt?: number
  shippedAt?: number
  receivedAt?: number
  completedAt?: number
  closedAt?: number
  /** `refund`: the whole payment goes back to the buyer. */
  closeReason?: 'buyer' | 'timeout'

  /**
   * Set before WeChat Pay is asked to prepare the payment: from then on it has to be closed there, too.
   * `asked`: how often the timer has asked WeChat Pay since then.
   */
  prepay?: { at: number; asked: number }
  transactionId?: string
  shipment?: { courier: string; waybill: string; shippedAt: number }

  /** What of `payFen` has not been refunded or reserved for a refund. */
  refundableFen: number
  /** Refunds by their number (out_refund_no); the number is stored before WeChat Pay is called. */
  refunds: Record<string, RefundDoc>
  /** When WeChat Pay was heard to have accepted refunds of this order: how the bills of those days find it. */
  refundsAcceptedAt?: number[]
  /** Where the refund of this order's payment stands; a `second` payment's refund does not count here. */
  refundState: RefundState
}

export interface OrderLineDoc {
  productId: string
  skuId: string
  name: string
  specText: string
  picture: string
  /** Over how many documents the SKU's stock spreads; absent: one. */
  shards?: number
  priceFen: number
  /** Cost of one piece when the order was placed. */
  costFen: number
  quantity: number
  /** price × quantity. */
  goodsFen: number
  /** This line's share of the order's discount (largest remainder). */
  discountFen: number
  /** goods − discount. */
  payFen: number
}

export interface ChainLink {
  /** 1 = the buyer's own distributor. */
  level: number
  distributorId: string
  rateBps: number
}

export interface RefundDoc {
  refundNo: string
  /** How many out_refund_no it has used; absent: one. See `aftersale/refund.number.ts`. */
  attempt?: number
  /**
   * `whole`: of the order, by the merchant. `late`: of a payment that met a closed order. `second`: of a
   * payment that met an order which another transaction had paid.
   */
  kind: 'whole' | 'late' | 'second'
  /** WeChat Pay's number of the payment that goes back. */
  transactionId: string
  amountFen: number
  reason: string
  /** `owed`: to be asked for; `processing`: WeChat Pay accepted; `abnormal`: a person must look; `succeeded`. */
  state: 'owed' | 'processing' | 'abnormal' | 'succeeded'
  /** Why it is `abnormal`, or `owed` for longer: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
  problem?: string
  requestedBy: 'merchant' | 'system'
  requestedAt: number
  succeededAt?: number
  /** Pieces taken back a line, by position; a refund of the whole order takes all. */
  quantities: number[]
}
