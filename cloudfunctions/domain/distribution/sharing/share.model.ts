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
