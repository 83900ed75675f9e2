import type { InputOf } from '@shared/contract'

/**
 * A try to place an order. Its token stays until the server has answered: a try whose answer was lost is made
 * again under the same token, and the server knows it for the same order.
 */
export interface Attempt {
  key: string
  token: string
  at: number
}

/** An unpaid order lives this long; what is older is another purchase. */
const LIVES_MS = 30 * 60_000

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

/** The unanswered try of the same purchase, or a new one. */
export function attemptFor(
  last: Attempt | undefined,
  draft: Draft,
  { now, newToken }: { now: number; newToken: () => string },
): Attempt {
  const key = keyOf(draft)
  const same = last?.key === key && now - last.at < LIVES_MS
  return same ? last : { key, token: newToken(), at: now }
}
