import type { InputOf } from '@shared/contract'

/** An unpaid order lives this long; what is older is another purchase. */
export const LIVES_MS = 30 * 60_000

/** What is going to be ordered. */
export interface Draft {
  lines: readonly { productId: string; skuId: string; quantity: number }[]
  addressId: string
  remark: string
  expectedPayFen: number
  /** What that came from; not what makes it another purchase. */
  seen?: InputOf<'storefront/order.place'>['seen']
  fromCart: boolean
}

/** Two drafts with the same key are the same purchase. */
export function keyOf({ lines, addressId, remark, expectedPayFen, fromCart }: Draft): string {
  const goods = lines.map(({ skuId, quantity }) => `${skuId}×${quantity}`).sort()
  return JSON.stringify([goods, addressId, remark.trim(), expectedPayFen, fromCart])
}
