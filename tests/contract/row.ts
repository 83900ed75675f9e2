import type { CallName } from '@shared/contract'
import { rows } from './collected/rows'

/** What the rows refer to: made by real calls before the table is walked. */
export interface World {
  /** The shop's clock, ms. */
  now: number
  productId: string
  skuId: string
  priceFen: number
  categoryId: string
  /** One that was uploaded. */
  picture: string
  /** Of the buyer who asks. */
  addressId: string
  /** Another one of the same buyer, for whoever removes one: rows come in any order. */
  spareAddressId: string
  unpaidOrderId: string
  paidOrderId: string
  shippedOrderId: string
  /** Another one on its way, and its parcel. */
  sentOrderId: string
  sentParcelId: string
  /** Of the distributor who asks. */
  shareCode: string
  commissionId: string
  applicantId: string
  /** A day that is reconciled, and an open difference of it. */
  reconciledDay: string
  differenceId: string
  product: {
    version: number
    skus: { skuId: string; priceFen: number; listPriceFen: number; costFen: number }[]
  }
  policy: { version: number; commission: unknown; binding: unknown }
}

export interface Row {
  /** A valid input. */
  input: (world: World) => object
  /** Keys that may not be left out. */
  required?: readonly string[]
  /** Who makes the valid call; the rest of the roles follow from the contract's permission. Default `buyer`. */
  by?: 'buyer' | 'distributor' | 'merchant'
  /** The same call by somebody whom the thing does not belong to answers NOT_FOUND. */
  foreign?: boolean
  /** Codes that the valid call may answer instead of succeeding (it may meet a later state). */
  mayAnswer?: readonly string[]
}

/** Examples of a domain's calls: what `x.rows.ts` exports as `rows`. */
export type Rows = Partial<Record<CallName, Row>>

/** One row a call, from the domains' `x.rows.ts`: a call without a row does not compile. */
export const ROWS: Record<CallName, Row> = rows
