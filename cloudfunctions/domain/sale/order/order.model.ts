import type { DeliveryWay } from '@shared/contract/fulfilment/limits'
import type { OrderState } from '@shared/contract/order/schema'
import type { CommissionPolicy } from '@shared/contract/policy/schema'
import type { Effect as PriceEffect } from '@shared/rules/pricing'
import type { Owing } from '../../../platform/owed'
import type { KeptReceiver } from '../../people/member'

/**
 * An order remembers everything: prices with their reasons, cost, the chain of distributors with the rates of each
 * line, and the policy it was placed under. Later changes of products, promotions, policy or bindings never move its
 * money.
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
  /** What the lines are cheaper than their goods. */
  discountFen: number
  freightFen: number
  /** Why the freight is what it is; empty when nothing changed it. */
  freightEffects: PriceEffect[]
  /** goods − discount + freight: what the buyer pays. 0 when there is nothing to pay: then a claim makes it paid. */
  payFen: number
  /** Of everything that decided the price; see `shared/rules/pricing/hash.ts`. */
  priceHash: string
  /** Of what was asked for under the token: another basket under the same token is refused. */
  requestHash: string
  /**
   * Province, city and district in clear: figures go by them. No receiver once its term is over
   * (`shared/rules/retention`).
   */
  address: { province: string; city: string; district: string } & KeptReceiver
  remark: string
  /** Who earns on this order, nearest first; empty when nobody recommended the buyer. */
  chain: ChainLink[]
  /** The distributors of `chain`, for queries. */
  chainIds: string[]
  /** The share through which the buyer was bound. */
  shareCode: string | null
  policyVersion: number
  policy: CommissionPolicy

  /**
   * Which of its buyer's places for unpaid orders it has (`slotsOf`); its own number once it is paid or has expired, or
   * was cancelled and the place is needed. No two orders have the same: so a buyer who orders many times at once gets
   * as many as there are places.
   */
  slot: string
  placedAt: number
  /** When an unpaid order closes. */
  expiresAt: number
  /**
   * When the next step happens by itself: `pending_payment` asks WeChat Pay about the payment or closes (at
   * `expiresAt`), `shipped` asks WeChat whether the buyer has it or is received, `received` completes. Absent in states
   * that wait for a person.
   */
  dueAt?: number
  paidAt?: number
  shippedAt?: number
  receivedAt?: number
  completedAt?: number
  closedAt?: number
  closeReason?: 'buyer' | 'timeout'
  /** Who said that it arrived: the buyer here, or in WeChat, or nobody in time. Absent: it is not known any more. */
  receivedBy?: 'buyer' | 'wechat' | 'timeout'
  /** When WeChat was asked about the receipt because the buyer wanted to know, the latest first. */
  receiptAsks?: number[]

  /**
   * Set before WeChat Pay is asked to prepare the payment: from then on it has to be closed there, too.
   * `asked`: how often the timer has asked WeChat Pay since then.
   */
  prepay?: { at: number; asked: number }
  /** When WeChat Pay was asked about it at its buyer's wish, the latest first; see `platform/throttle`. */
  asks?: number[]
  transactionId?: string

  /** What was sent, by parcel id. The order is `shipped` once every piece that was not refunded is in a parcel. */
  parcels: Record<string, ParcelDoc>

  /**
   * False once all its goods are refunded, or reserved to be: nothing happens to it by itself any more, its state
   * stays. Money that is left of it, such as freight, can still go back: see `refundableFen`.
   */
  live: boolean
  /** Grows when pieces are shipped or reserved for a refund: of two such changes at once one is told to look again. */
  goodsRevision: number
  /** What of `payFen` has not been refunded or reserved for a refund. */
  refundableFen: number
  /** Refunds by their number (out_refund_no); the number is stored before WeChat Pay is called. */
  refunds: Record<string, RefundDoc>
  /** True once this order's payment was refunded, in part or whole; a `second` payment's refund does not count. */
  refunded: boolean
  /** How many of those refunds are not final; how many of these wait for a person; how many are done. */
  refundsUnsettled: number
  refundsStuck: number
  refundsDone: number
  /** When WeChat Pay was heard to have accepted refunds of this order: how the bills of those days find it. */
  refundsAcceptedAt?: number[]
}

export interface OrderLineDoc {
  /** The line's own id within the order: the same SKU may stand in two lines. */
  lineId: string
  productId: string
  skuId: string
  name: string
  specText: string
  picture: string
  /** Over how many documents the SKU's stock spreads; absent: one. */
  shards?: number
  /** The promotion that gave it away; absent for what was bought. */
  gift?: string
  /** Of one piece. */
  priceFen: number
  /** Cost of one piece when the order was placed. */
  costFen: number
  quantity: number
  /** price × quantity. */
  goodsFen: number
  /** What effects took off; they sum to it. */
  discountFen: number
  /** goods − discount. */
  payFen: number
  /** Every change of the line's price with its reason, in the order they applied. */
  effects: PriceEffect[]
  /** What each link of the chain earns on this line, in the chain's order. */
  ratesBps: number[]
}

export interface ChainLink {
  /** 1 = the buyer's own distributor. */
  level: number
  distributorId: string
  /** The policy's rate of this level; what a line really pays stands in the line. */
  rateBps: number
}

export interface ParcelDoc {
  parcelId: string
  /** How it gets there when it is not sent by express. */
  way?: Exclude<DeliveryWay, 'express'>
  /** WeChat's id; empty when it is no express. */
  courier: string
  /** Absent for a courier in common use (`shared/couriers`). */
  courierName?: string
  /** Empty when it is no express. */
  waybill: string
  shippedAt: number
  lines: { lineId: string; quantity: number }[]
  /** When it counts as received if nobody says so before. */
  receiveBy: number
  /** Earlier, wrong numbers, oldest first. */
  corrected?: { courier: string; waybill: string; at: number }[]
}

export interface RefundDoc {
  refundNo: string
  /** How many out_refund_no it has used; absent: one. See `sale/refund/number.rules.ts`. */
  attempt?: number
  /**
   * `order`: of the order or a part of it. `outside`: the same, made by hand at WeChat Pay. `late`: of a payment that
   * met a closed order. `second`: of a payment that met an order which another transaction had paid.
   */
  kind: 'order' | 'outside' | 'late' | 'second'
  /** WeChat Pay's number of the payment that goes back; empty when nothing was paid. */
  transactionId: string
  /** Lines and freight together, as WeChat Pay is asked for it. */
  amountFen: number
  /** How much of it is freight. */
  freightFen: number
  lines: RefundLineDoc[]
  reason: string
  /** `owed`: to be asked for; `processing`: WeChat Pay accepted; `abnormal`: a person must look; `succeeded`. */
  state: 'owed' | 'processing' | 'abnormal' | 'succeeded'
  /** Why it is `abnormal`, or `owed` for longer: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
  problem?: string
  requestedBy: 'merchant' | 'system'
  requestedAt: number
  /** The tokens of the last taps that asked for it, or to ask again: each does so once. */
  presses?: string[]
  succeededAt?: number
}

/** What of a line goes back. */
export interface RefundLineDoc {
  lineId: string
  /** Pieces taken back; 0 for money without goods. */
  quantity: number
  fen: number
  /** How many of the pieces were not shipped: they can be bought again. */
  restock: number
}
