/** Collection `shares`, `_id` = share code, which follows from distributor and product. */
export interface ShareDoc {
  _id: string
  distributorId: string
  productId: string | null
  createdAt: number
  /** When WeChat was asked for its code, the latest first; see `platform/throttle`. */
  asks?: number[]
}

/** Collection `codes`, `_id` = share code: the share's mini-program code, which WeChat makes once. */
export interface CodeDoc {
  _id: string
  pngBase64: string
  /** What it opens: with another page, or version of the mini-program, it is made anew. */
  opens: string
  madeAt: number
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
