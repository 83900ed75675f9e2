/** Collection `distributors`, `_id` = openid of the member. */
export interface DistributorDoc {
  _id: string
  /** Random id that clients and the merchant see instead of the openid. */
  distributorId: string
  state: 'pending' | 'active' | 'refused' | 'suspended'
  nickname: string
  realName: string
  mobile: string
  channel: string
  agreementVersion: number
  appliedAt: number
  decidedAt: number | null
  refusedReason: string | null
  /** The distributors above, nearest first (at most two), fixed when the application is approved. */
  uplines: string[]
}

/** Collection `shares`, `_id` = share code, which follows from distributor and product. */
export interface ShareDoc {
  _id: string
  distributorId: string
  productId: string | null
  createdAt: number
}

/** Collection `visits`: one row a visitor, share and day. */
export interface VisitDoc {
  _id: string
  shareCode: string
  distributorId: string
  productId: string | null
  visitorId: string
  day: string
  at: number
}

/**
 * Collection `commissions`, `_id` = order number: what one paid order earns its distributors, all levels in one
 * document, so that accruing, releasing, reversing and settling an order are one conditional update each.
 */
export interface CommissionDoc {
  _id: string
  buyerId: string
  buyerName: string
  title: string
  picture: string
  goodsPayFen: number
  policyVersion: number
  baseKind: 'sales' | 'profit'
  shares: CommissionShare[]
  /** The distributors of `shares`, for queries. */
  distributorIds: string[]
  /** `pending` until a settlement takes it. */
  state: 'pending' | 'settled'
  accruedAt: number
  /** When it may be settled: receipt + freeze days; null until the buyer has received the goods. */
  releaseAt: number | null
  /** The settlement that took it. */
  cycle: string | null
  settledAt: number | null
  /** By refund number. `stage`: whether it came before or after settlement. */
  reversals: Record<
    string,
    {
      at: number
      stage: 'pending' | 'settled'
      amounts: { distributorId: string; level: number; fen: number }[]
    }
  >
  /** True once the accrual stands in the ledger… each later booking is owed until it does. */
  owed: string[]
  owedAt: number
}

export interface CommissionShare {
  level: number
  distributorId: string
  rateBps: number
  lines: {
    name: string
    specText: string
    picture: string
    quantity: number
    goodsFen: number
    discountFen: number
    costFen: number
    baseFen: number
    amountFen: number
  }[]
  amountFen: number
}
